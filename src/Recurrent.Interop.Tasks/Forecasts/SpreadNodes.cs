using Recurrent.Interop.Onnx.Export;

namespace Recurrent.Interop.Tasks.Forecasts;

/// <summary>How widely a window's values are spread.</summary>
/// <param name="graph">Where nodes are added.</param>
/// <param name="series">The series.</param>
/// <param name="context">Steps of the window.</param>
internal sealed class SpreadNodes(OnnxGraphBuilder graph, SeriesNodes series, int context)
{
    private const double SmallestShare = 0.05;

    /// <summary>Standard deviation of the window, at least a share of the whole series', <c>[1, B]</c>; a share of the level where it stands still.</summary>
    /// <param name="level">The window's level, <c>[1, B]</c>.</param>
    public OnnxValue Of(OnnxValue level)
    {
        var spread = graph.Add("Max", [series.Deviation(context), graph.Times(series.Deviation(latest: null), graph.OneDouble(SmallestShare))]);
        var size = graph.Add("Abs", [level]);
        var moves = graph.Add("Greater", [spread, graph.Times(size, graph.OneDouble(1e-9))]);
        return graph.Where(moves, spread, graph.Add("Max", [graph.Times(size, graph.OneDouble(1e-3)), graph.OneDouble(1e-6)]));
    }
}
