using System.Globalization;
using Recurrent.Interop.Onnx.Export;
using Recurrent.TimeSeries.Forecasting;
using Recurrent.TimeSeries.Forecasting.Paths;

namespace Recurrent.Interop.Tasks.Forecasts;

/// <summary>
/// A forecaster that draws paths: the values so far in, the parameters of the next value's distribution out, for each member. A path is drawn outside:
/// draw a value, set it behind the others, count it in <c>drawn</c>, and run again.
/// </summary>
internal static class PathGraph
{
    public static TaskGraph Build(ForecasterState state)
    {
        var (graph, network) = (new TaskGraph(ForecasterFolder.Task, state.Network), (PathNetwork)state.Network);
        var (nodes, preprocessing) = (graph.Nodes, state.Preprocessing);
        var drawn = graph.Input("drawn", OnnxElementType.Integer64, "how many of the last values were drawn for this path; 0 for the first step", 1);
        var series = new SeriesInputs(graph, preprocessing).Series(PathWindow.Reach(preprocessing));
        var shared = new SharedNodes(graph, preprocessing, series, horizon: 1).Shared();
        var window = new PathWindow(nodes, series, state, drawn);
        var inputs = window.Inputs(shared);
        OnnxValue[] members = [.. network.Members.Select((member, index) => nodes.Unsqueeze(Read(nodes.Within(index.ToString(CultureInfo.InvariantCulture)), member, inputs), 0))];
        var distribution = new DistributionNodes(nodes, state.Architecture.Head, window);
        graph.Output(
            "parameters", distribution.Of(nodes.Cast(nodes.Concat(0, members), OnnxElementType.PreciseNumber)), OnnxElementType.PreciseNumber,
            "parameters of the distribution of the next value, for each member", members.Length, TaskGraph.Batch, distribution.Names.Length);
        ForecastMetadata.Describe(graph, state);
        graph.Describe(MetadataKeys.Parameters, distribution.Names, MetadataJsonContext.Default.StringArray);
        graph.LeaveOutside("Values are drawn outside, each path from one member; draw, set the value behind the others, count it in drawn, and run again. Then the calibration under recurrent.preprocessing moves the drawn values of each step.");
        return graph;
    }

    /// <summary>What a network says after the last step, <c>[B, outputs]</c>.</summary>
    private static OnnxValue Read(OnnxGraphBuilder graph, PathMember member, OnnxValue inputs)
    {
        var hidden = graph.Within("layer").Run(member.Layer, new OnnxSequence(inputs, lengths: null)).Outputs.Values;
        var outputs = graph.Plus(graph.Run(member.Map("head"), graph.Latest(hidden, 1)), graph.Run(member.Map("skip"), graph.Latest(inputs, 1)));
        return graph.Squeeze(outputs, 0);
    }
}
