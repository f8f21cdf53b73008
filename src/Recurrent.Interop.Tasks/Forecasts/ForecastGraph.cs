using System.Globalization;
using Recurrent.Interop.Onnx.Export;
using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.Interop.Tasks.Forecasts;

/// <summary>A forecaster of quantiles: the values of series in their own units in, quantiles of the steps to come in the same units out.</summary>
internal static class ForecastGraph
{
    private const double LargestLog = 709;

    public static TaskGraph Build(ForecasterState state)
    {
        var graph = new TaskGraph(ForecasterFolder.Task, state.Network);
        var (nodes, architecture, preprocessing) = (graph.Nodes, state.Architecture, state.Preprocessing);
        var inputs = new SeriesInputs(graph, preprocessing);
        var series = inputs.Series(WindowNodes.Reach(preprocessing));
        var shared = new SharedNodes(graph, preprocessing, series, architecture.Horizon);
        var window = new WindowNodes(nodes, series, preprocessing, architecture.Horizon, inputs.Base(architecture.Horizon));
        var features = shared.Shared();
        var (past, ahead) = (window.Encoder(shared.Past(), features), window.Decoder(features));
        OnnxValue[] members = [.. Members(state).Select(
            (member, index) => nodes.Cast(new MemberNodes(nodes.Within(Name(index)), member, architecture).Run(past, ahead), OnnxElementType.PreciseNumber))];
        var forecast = Restored(graph, state, window, Calibrated(nodes, state, Sorted(nodes, nodes.PreciseAverage(members), architecture.Quantiles.Length)));
        graph.Output(
            "forecast", forecast, OnnxElementType.PreciseNumber, "quantiles of every step to come, in the units of the values", architecture.Horizon, TaskGraph.Batch, architecture.Quantiles.Length);
        ForecastMetadata.Describe(graph, state);
        return graph;
    }

    private static IEnumerable<ForecastMember> Members(ForecasterState state) =>
        Enumerable.Range(0, state.Architecture.Members).Select(index => state.Network.Part<ForecastMember>(Name(index)));

    private static string Name(int index) => index.ToString(CultureInfo.InvariantCulture);

    private static OnnxValue Sorted(OnnxGraphBuilder graph, OnnxValue quantiles, int levels) => levels == 1
        ? quantiles
        : graph.AddMany("TopK", 2, [quantiles, graph.Integers(levels)], new OnnxAttribute("axis", -1), new OnnxAttribute("largest", 0), new OnnxAttribute("sorted", 1))[0];

    /// <summary>Intervals made wider or narrower, as measured after the training.</summary>
    private static OnnxValue Calibrated(OnnxGraphBuilder graph, ForecasterState state, OnnxValue quantiles)
    {
        if (state.Preprocessing.Calibration is not { } calibration) return quantiles;
        var (horizon, levels) = (state.Architecture.Horizon, state.Architecture.Quantiles);
        double[] factors = [.. Enumerable.Range(0, horizon).SelectMany(step => calibration.Factors[Math.Min(step / calibration.BlockLength, calibration.Factors.Length - 1)])];
        var centre = graph.Slice(quantiles, -1, Array.IndexOf(levels, 0.5), 1);
        var moved = graph.Plus(centre, graph.Times(graph.Minus(quantiles, centre), graph.Doubles("calibration", factors, horizon, 1, levels.Length)));
        return Sorted(graph, moved, levels.Length);
    }

    private static OnnxValue Restored(TaskGraph graph, ForecasterState state, WindowNodes window, OnnxValue quantiles)
    {
        var nodes = graph.Nodes;
        var values = nodes.Plus(nodes.Unsqueeze(window.Base, 2), nodes.Times(nodes.Unsqueeze(window.Error, 2), quantiles));
        return state.Preprocessing.Transform == DataTransformKind.Log ? nodes.Add("Exp", [nodes.Add("Min", [values, nodes.OneDouble(LargestLog)])]) : values;
    }
}
