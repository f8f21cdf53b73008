using Recurrent.Interop.Onnx.Export;
using Recurrent.TimeSeries.Finance.Network;

namespace Recurrent.Interop.Tasks.Finance;

/// <summary>
/// What a volatility network reads of prices, as <see cref="VolatilityFeatures"/> computes it: exponential means of returns, squares, falls and ranges,
/// by a loop over the days in float64.
/// </summary>
internal sealed class PriceNodes(TaskGraph graph, VolatilityScale scale)
{
    private const double Smallest = 1e-6;
    private const int ShockDecay = 3;
    private const string Means = "means";
    private readonly OnnxGraphBuilder _nodes = graph.Nodes;
    private readonly int _count = VolatilityFeatures.Rates.Length;

    /// <summary>Adds the inputs and the nodes.</summary>
    /// <returns>float32 <c>[T, B, features]</c>.</returns>
    public OnnxValue Features()
    {
        var prices = graph.Input("prices", OnnxElementType.PreciseNumber, "prices of days, oldest first", TaskGraph.Time, TaskGraph.Batch, scale.HasRange ? 4 : 1);
        var close = Column(prices, scale.HasRange ? 3 : 0);
        var first = graph.Input("initial_close", OnnxElementType.PreciseNumber, "close of the day before the first; NaN at the start", TaskGraph.Batch, 1);
        var before = _nodes.Between(_nodes.Concat(0, _nodes.Unsqueeze(first, 0), close), _nodes.Integers(0), _nodes.Integers(-1));
        var hasBefore = _nodes.Add("Not", [_nodes.Add("IsNaN", [_nodes.Cast(before, OnnxElementType.Number)])]);
        var last = _nodes.Where(hasBefore, before, close);
        var move = _nodes.Over(Log(close, last), _nodes.OneDouble(Math.Sqrt(scale.Variance)));
        var features = Scanned(move, scale.HasRange ? Range(prices, last) : null, hasBefore);
        graph.Output("final_close", _nodes.Squeeze(_nodes.Latest(close, 1), 0), OnnxElementType.PreciseNumber, "close of the last day", TaskGraph.Batch, 1);
        return features;
    }

    /// <summary>Variance of a day from its range, in units of the usual one.</summary>
    private OnnxValue Range(OnnxValue prices, OnnxValue before)
    {
        var (open, high, low, close) = (Column(prices, 0), Column(prices, 1), Column(prices, 2), Column(prices, 3));
        var (night, range, day) = (Log(open, before), Log(high, low), Log(close, open));
        var sum = _nodes.Plus(_nodes.Times(night, night), _nodes.Times(_nodes.Times(range, range), _nodes.OneDouble(0.5)));
        var variance = _nodes.Minus(sum, _nodes.Times(_nodes.Times(day, day), _nodes.OneDouble((2 * Math.Log(2)) - 1)));
        return _nodes.Over(_nodes.Add("Max", [variance, _nodes.OneDouble(0)]), _nodes.OneDouble(scale.RangeVariance));
    }

    private OnnxValue Scanned(OnnxValue move, OnnxValue? range, OnnxValue hasBefore)
    {
        // Squares, falls, drifts and ranges, each with every decay; and the shock.
        var kinds = range is null ? 3 : 4;
        var width = (kinds * _count) + 1;
        var start = Start(width);
        var body = _nodes.Subgraph("day");
        var state = body.Input("state", OnnxElementType.PreciseNumber);
        var today = body.Input("move", OnnxElementType.PreciseNumber);
        var ranged = range is null ? null : body.Input("range", OnnxElementType.PreciseNumber);
        var isDay = body.Input("has_before", OnnxElementType.Boolean);
        var next = body.Where(isDay, Advanced(body, state, today, ranged), state);
        body.Output("next", next, OnnxElementType.PreciseNumber);
        body.Output("features", Read(body, next, kinds), OnnxElementType.PreciseNumber);
        OnnxValue?[] inputs = range is null ? [start, move, hasBefore] : [start, move, range, hasBefore];
        var run = _nodes.AddMany("Scan", 2, inputs, new OnnxAttribute("body", body), new OnnxAttribute("num_scan_inputs", inputs.Length - 1));
        graph.Output("final_" + Means, run[0], OnnxElementType.PreciseNumber, "exponential means after the last day", TaskGraph.Batch, width);
        return _nodes.Cast(run[1], OnnxElementType.Number);
    }

    private OnnxValue Start(int width)
    {
        var given = graph.Input("initial_" + Means, OnnxElementType.PreciseNumber, "exponential means before the first day; anything while initial_close is NaN", TaskGraph.Batch, width);
        double[] fresh = [.. Enumerable.Range(0, width).Select(place => place == width - 1 ? 0 : (place / _count) switch { 1 => 0.5, 2 => 0, _ => 1 })];
        var isNew = _nodes.Add("IsNaN", [_nodes.Cast(new OnnxValue("initial_close"), OnnxElementType.Number)]);
        return _nodes.Where(isNew, _nodes.Doubles("fresh_means", fresh, width), given);
    }

    private OnnxValue Advanced(OnnxGraphBuilder body, OnnxValue state, OnnxValue move, OnnxValue? range)
    {
        var square = body.Times(move, move);
        var fall = body.Where(body.Add("Less", [move, body.OneDouble(0)]), square, body.OneDouble(0));
        OnnxValue[] sources = range is null ? [square, fall, move] : [square, fall, move, range];
        var rates = _nodes.Doubles("rates", VolatilityFeatures.Rates, _count);
        OnnxValue[] means = [.. sources.Select((source, kind) =>
        {
            var mean = body.Slice(state, -1, kind * _count, _count);
            return body.Plus(mean, body.Times(body.Minus(source, mean), rates));
        })];
        var usual = body.Add("Sqrt", [body.Plus(body.Slice(state, -1, ShockDecay, 1), body.OneDouble(Smallest))]);
        return body.Concat(-1, [.. means, body.Over(move, usual)]);
    }

    private OnnxValue Read(OnnxGraphBuilder body, OnnxValue state, int kinds)
    {
        var shock = body.Slice(state, -1, kinds * _count, 1);
        var square = body.Plus(Kind(0), body.OneDouble(Smallest));
        List<OnnxValue> features =
        [
            Asinh(body, shock), Asinh(body, body.Times(shock, shock)), body.Add("Log", [square]),
            body.Minus(body.Over(Kind(1), square), body.OneDouble(0.5)), body.Over(Kind(2), body.Add("Sqrt", [square])),
        ];
        if (kinds > 3) features.Add(body.Add("Log", [body.Plus(Kind(3), body.OneDouble(Smallest))]));
        return body.Concat(-1, [.. features]);

        OnnxValue Kind(int kind) => body.Slice(state, -1, kind * _count, _count);
    }

    /// <summary>asinh x, in float32, as runtimes have it.</summary>
    private static OnnxValue Asinh(OnnxGraphBuilder body, OnnxValue value) =>
        body.Cast(body.Add("Asinh", [body.Cast(value, OnnxElementType.Number)]), OnnxElementType.PreciseNumber);

    private OnnxValue Column(OnnxValue prices, int column) => _nodes.Slice(prices, -1, column, 1);

    private OnnxValue Log(OnnxValue value, OnnxValue of) => _nodes.Add("Log", [_nodes.Over(value, of)]);
}
