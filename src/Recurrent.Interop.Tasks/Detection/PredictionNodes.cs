using Recurrent.Interop.Onnx.Export;
using Recurrent.TimeSeries.AnomalyDetection;

namespace Recurrent.Interop.Tasks.Detection;

/// <summary>
/// A network that predicts the next row: the layer, and the linear readout as it was at the end of the training, over the layer's outputs, this row,
/// the one before, the slow level, the clock and 1.
/// </summary>
internal sealed class PredictionNodes(TaskGraph graph, DetectorState state, PredictionNetwork network)
{
    private const double LevelRate = 0.02;
    private const double SecondsPerDay = 86_400;
    private readonly OnnxGraphBuilder _nodes = graph.Nodes;
    private readonly int _channels = network.Channels;

    public void Add()
    {
        var values = graph.Input("values", OnnxElementType.PreciseNumber, "rows in the units of the channels, complete", TaskGraph.Time, TaskGraph.Batch, _channels);
        var scale = new ChannelNodes(_nodes, state.Settings.Scales);
        var rows = scale.Normalised(values);
        var clock = network.HasClock ? Clock() : null;
        var compressed = ChannelNodes.Compressed(_nodes, rows);
        var input = clock is null ? compressed : _nodes.Concat(-1, compressed, _nodes.Cast(clock, OnnxElementType.Number));
        var layer = network.Layer("layer");
        var run = _nodes.Within("layer").Run(layer, new OnnxSequence(input, lengths: null), graph.InitialState(layer));
        var (before, levels) = (Before(rows), Levels(rows));
        List<OnnxValue> features = [_nodes.Cast(run.Outputs.Values, OnnxElementType.PreciseNumber), rows, before, levels];
        if (clock is not null) features.Add(clock);
        graph.Output(
            "prediction", scale.Restored(Readout(_nodes.Concat(-1, [.. features]))), OnnxElementType.PreciseNumber, "what each row makes expected of the next one",
            TaskGraph.Time, TaskGraph.Batch, _channels);
        graph.FinalState(layer, run.State);
        Last("final_previous", rows, "the last row, scaled");
        Last("final_level", levels, "the slow level after the last row, scaled");
    }

    private void Last(string name, OnnxValue steps, string meaning) =>
        graph.Output(name, _nodes.Squeeze(_nodes.Latest(steps, 1), 0), OnnxElementType.PreciseNumber, meaning, TaskGraph.Batch, _channels);

    /// <summary>w · [features, 1], in units of the spreads.</summary>
    private OnnxValue Readout(OnnxValue features)
    {
        var width = PredictionSource.FeatureCount(network);
        var weights = state.Memory.Prediction!.Weights;
        var (maps, offsets) = (new double[(width - 1) * _channels], new double[_channels]);
        for (var channel = 0; channel < _channels; channel++)
        {
            offsets[channel] = weights[((channel + 1) * width) - 1];
            for (var feature = 0; feature < width - 1; feature++) maps[(feature * _channels) + channel] = weights[(channel * width) + feature];
        }
        return _nodes.Plus(_nodes.MatMul(features, _nodes.Doubles("readout", maps, width - 1, _channels)), _nodes.Doubles("readout_offsets", offsets, _channels));
    }

    /// <summary>The row before each; before the first of a stream that row itself.</summary>
    private OnnxValue Before(OnnxValue rows)
    {
        var first = Started("initial_previous", "the row before the first one, scaled; NaN at the start of a stream", rows);
        return _nodes.Between(_nodes.Concat(0, first, rows), _nodes.Integers(0), _nodes.Integers(-1));
    }

    /// <summary>l ← l + rate (x − l), over the steps.</summary>
    private OnnxValue Levels(OnnxValue rows)
    {
        var start = _nodes.Squeeze(Started("initial_level", "the slow level before the first row, scaled; NaN at the start of a stream", rows), 0);
        var body = _nodes.Subgraph("level");
        var level = body.Input("level", OnnxElementType.PreciseNumber);
        var row = body.Input("row", OnnxElementType.PreciseNumber);
        var next = body.Plus(level, body.Times(body.Minus(row, level), body.OneDouble(LevelRate)));
        body.Output("next", next, OnnxElementType.PreciseNumber);
        body.Output("after", next, OnnxElementType.PreciseNumber);
        return _nodes.AddMany("Scan", 2, [start, rows], new OnnxAttribute("body", body), new OnnxAttribute("num_scan_inputs", 1))[1];
    }

    private OnnxValue Started(string name, string meaning, OnnxValue rows)
    {
        var given = _nodes.Unsqueeze(graph.Input(name, OnnxElementType.PreciseNumber, meaning, TaskGraph.Batch, _channels), 0);
        var isNew = _nodes.Add("IsNaN", [_nodes.Cast(given, OnnxElementType.Number)]);
        return _nodes.Where(isNew, _nodes.Between(rows, _nodes.Integers(0), _nodes.Integers(1)), given);
    }

    /// <summary>Sine and cosine of the time of day and of twice it, by whole minutes.</summary>
    private OnnxValue Clock()
    {
        var times = graph.Input("times", OnnxElementType.Integer64, "times of the rows in seconds since 1970-01-01, as on the clock of the data", TaskGraph.Time, TaskGraph.Batch);
        var second = _nodes.Add("Mod", [times, _nodes.OneInteger((long)SecondsPerDay)]);
        var minute = _nodes.Times(_nodes.Over(second, _nodes.OneInteger(60)), _nodes.OneInteger(60));
        var angle = _nodes.Times(_nodes.Cast(minute, OnnxElementType.PreciseNumber), _nodes.OneDouble(Math.Tau / SecondsPerDay));
        var small = _nodes.Unsqueeze(_nodes.Cast(angle, OnnxElementType.Number), 2);
        var twice = _nodes.Times(small, _nodes.Number(2));
        var parts = _nodes.Concat(-1, _nodes.Add("Sin", [small]), _nodes.Add("Cos", [small]), _nodes.Add("Sin", [twice]), _nodes.Add("Cos", [twice]));
        return _nodes.Cast(parts, OnnxElementType.PreciseNumber);
    }
}
