using System.Collections.Immutable;

namespace Recurrent.Interop.Onnx.Export.Attention;

/// <summary>The state of a transformer in a graph: keys and values <c>[L, B, M, H]</c> of the last steps, right-aligned, and how many steps a row has had, <c>[1, B, 2]</c>.</summary>
/// <remarks>The number of steps is high · 2²⁰ + low, as in the layer's own state.</remarks>
internal sealed class RememberedSteps
{
    private const long LowSteps = 1 << 20;

    private readonly OnnxGraphBuilder _graph;
    private readonly ImmutableArray<OnnxValue> _state;
    private readonly OnnxValue _lengths;

    public RememberedSteps(OnnxGraphBuilder graph, OnnxSequence input, ImmutableArray<OnnxValue> state)
    {
        (_graph, _state) = (graph, state);
        Count = graph.Size(state[0], 2);
        Had = Decoded(state[2]);
        Starts = graph.Minus(Count, graph.Add("Min", [Count, Had]));
        _lengths = input.Lengths is null
            ? graph.Add("Expand", [graph.Size(input.Values, 0), graph.Size(input.Values, 1)])
            : graph.Cast(input.Lengths, OnnxElementType.Integer64);
        Ends = graph.Plus(Count, _lengths);
    }

    /// <summary>M, int64 <c>[1]</c>.</summary>
    public OnnxValue Count { get; }

    /// <summary>Steps that each row has had, int64 <c>[B]</c>.</summary>
    public OnnxValue Had { get; }

    /// <summary>Every row's first valid key, int64 <c>[B]</c>.</summary>
    public OnnxValue Starts { get; }

    /// <summary>One past every row's last valid key, those of these steps included, int64 <c>[B]</c>.</summary>
    public OnnxValue Ends { get; }

    /// <summary>Keys (0) or values (1) of one layer and those of these steps behind them, <c>[M + T, B, H]</c>.</summary>
    public OnnxValue Joined(OnnxGraphBuilder graph, int component, int layer, OnnxValue steps)
    {
        OnnxValue own = graph.Squeeze(graph.Slice(_state[component], 0, layer, 1), 0);
        return graph.Concat(0, graph.Transpose(own, 1, 0, 2), steps);
    }

    /// <summary>The state after these steps.</summary>
    /// <param name="keys">Joined keys of every layer.</param>
    /// <param name="values">Joined values of every layer.</param>
    /// <param name="most">The most steps to remember.</param>
    public ImmutableArray<OnnxValue> After(IEnumerable<OnnxValue> keys, IEnumerable<OnnxValue> values, int most)
    {
        OnnxValue longest = _graph.Add("ReduceMax", [_graph.Minus(Ends, Starts)], new OnnxAttribute("keepdims", 1));
        OnnxValue count = _graph.Add("Min", [longest, _graph.Integers(most)]);
        OnnxValue first = _graph.Unsqueeze(_graph.Minus(Ends, count), 1);
        OnnxValue places = _graph.Plus(first, _graph.Unsqueeze(_graph.Range(count), 0));
        OnnxValue isValid = _graph.Unsqueeze(_graph.Add("GreaterOrEqual", [places, _graph.Unsqueeze(Starts, 1)]), 2);
        OnnxValue entries = _graph.Unsqueeze(_graph.Add("Max", [places, _graph.OneInteger(0)]), 2);
        return [Last(keys), Last(values), Encoded(_graph.Plus(Had, _lengths))];

        OnnxValue Last(IEnumerable<OnnxValue> layers) => _graph.Concat(0, [.. layers.Select(layer => _graph.Unsqueeze(_graph.Where(
            isValid,
            _graph.Add("GatherND", [_graph.Transpose(layer, 1, 0, 2), entries], new OnnxAttribute("batch_dims", 1)),
            _graph.Number(0)), 0))]);
    }

    private OnnxValue Decoded(OnnxValue steps)
    {
        OnnxValue whole = _graph.Cast(_graph.Add("Round", [_graph.Squeeze(steps, 0)]), OnnxElementType.Integer64);
        OnnxValue high = _graph.Slice(whole, 1, 0, 1), low = _graph.Slice(whole, 1, 1, 1);
        return _graph.Squeeze(_graph.Plus(_graph.Times(high, _graph.OneInteger(LowSteps)), low), 1);
    }

    private OnnxValue Encoded(OnnxValue steps)
    {
        OnnxValue column = _graph.Unsqueeze(steps, 1), size = _graph.OneInteger(LowSteps);
        OnnxValue high = _graph.Over(column, size);
        OnnxValue low = _graph.Minus(column, _graph.Times(high, size));
        return _graph.Unsqueeze(_graph.Cast(_graph.Concat(1, high, low), OnnxElementType.Number), 0);
    }
}
