using Recurrent.Interop.Onnx.Export;
using Recurrent.TimeSeries.AnomalyDetection;

namespace Recurrent.Interop.Tasks.Detection;

/// <summary>Scaling of channels, and the compression of large values that the networks read.</summary>
/// <param name="graph">Where nodes are added.</param>
/// <param name="scales">Level and spread of every channel.</param>
internal sealed class ChannelNodes(OnnxGraphBuilder graph, ChannelScale[] scales)
{
    private readonly OnnxValue _centres = graph.Doubles("channel_centres", [.. scales.Select(static one => one.Centre)], scales.Length);
    private readonly OnnxValue _spreads = graph.Doubles("channel_spreads", [.. scales.Select(static one => one.Spread)], scales.Length);

    /// <summary>In units of the channels' spreads, float64.</summary>
    public OnnxValue Normalised(OnnxValue values) => graph.Over(graph.Minus(values, _centres), _spreads);

    /// <summary>In the channels' own units, float64.</summary>
    public OnnxValue Restored(OnnxValue values) => graph.Plus(graph.Times(values, _spreads), _centres);

    /// <summary>asinh x, float32.</summary>
    public static OnnxValue Compressed(OnnxGraphBuilder graph, OnnxValue values) => graph.Add("Asinh", [graph.Cast(values, OnnxElementType.Number)]);

    /// <summary>sinh x = (e^x − e^−x) / 2, float64.</summary>
    public static OnnxValue Expanded(OnnxGraphBuilder graph, OnnxValue values)
    {
        var wide = graph.Cast(values, OnnxElementType.PreciseNumber);
        var difference = graph.Minus(graph.Add("Exp", [wide]), graph.Add("Exp", [graph.Add("Neg", [wide])]));
        return graph.Times(difference, graph.OneDouble(0.5));
    }
}
