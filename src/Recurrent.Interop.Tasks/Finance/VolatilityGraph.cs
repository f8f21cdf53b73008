using Recurrent.Interop.Onnx.Export;
using Recurrent.TimeSeries.Finance;
using Recurrent.TimeSeries.Finance.Network;
using Recurrent.TimeSeries.Finance.Storage;

namespace Recurrent.Interop.Tasks.Finance;

/// <summary>A volatility model as it was after the last fit: prices of days in, variance and direction of the next day's return out.</summary>
internal static class VolatilityGraph
{
    private const float Furthest = 14;

    public static TaskGraph Build(VolatilityState state)
    {
        var fit = state.Fits[^1].Networks;
        var graph = new TaskGraph(VolatilityFolder.Task, new FitModule([fit.Networks]));
        var nodes = graph.Nodes;
        var features = new PriceNodes(graph, fit.Scale).Features();
        var steps = new OnnxSequence(features, lengths: null);
        var (logs, odds) = (new List<OnnxValue>(), new List<OnnxValue>());
        for (var index = 0; index < fit.Networks.Length; index++)
        {
            var (network, part) = (fit.Networks[index], $"member{index}_");
            var layer = network.Layer("layer");
            var run = nodes.Within($"member{index}").Run(layer, steps, graph.InitialState(layer, part));
            var hidden = run.Outputs.Values;
            logs.Add(nodes.Plus(nodes.Run(network.Map("head"), hidden), nodes.Run(network.Map("skip"), features)));
            odds.Add(nodes.Run(network.Map("direction"), nodes.Concat(-1, hidden, features)));
            graph.FinalState(layer, run.State, part);
        }
        AddOutputs(graph, fit.Scale, nodes.Average(logs), nodes.Average(odds));
        Describe(graph, state);
        return graph;
    }

    private static void AddOutputs(TaskGraph graph, VolatilityScale scale, OnnxValue logs, OnnxValue odds)
    {
        var nodes = graph.Nodes;
        var clipped = nodes.Add("Clip", [nodes.Squeeze(logs, 2), nodes.Number(-Furthest), nodes.Number(Furthest)]);
        var variance = nodes.Times(nodes.Add("Exp", [nodes.Cast(clipped, OnnxElementType.PreciseNumber)]), nodes.OneDouble(scale.Variance));
        graph.Output("variance", variance, OnnxElementType.PreciseNumber, "variance of the log return of the day after each", TaskGraph.Time, TaskGraph.Batch);
        graph.Output("up_probability", nodes.Sigmoid(nodes.Squeeze(odds, 2)), OnnxElementType.Number, "probability that the price rises on the day after each", TaskGraph.Time, TaskGraph.Batch);
    }

    private static void Describe(TaskGraph graph, VolatilityState state)
    {
        graph.Describe(MetadataKeys.Architecture, state.Architecture, VolatilityJsonContext.Default.VolatilityArchitecture);
        graph.Describe(MetadataKeys.Preprocessing, state.Settings, VolatilityJsonContext.Default.VolatilitySettings);
        graph.Describe(
            MetadataKeys.Columns, new Dictionary<string, string[]> { ["prices"] = state.Architecture.HasRange ? ["open", "high", "low", "close"] : ["close"] },
            MetadataJsonContext.Default.DictionaryStringStringArray);
        graph.LeaveOutside("Value at risk and expected shortfall from the residuals of past days, and the refits of a VolatilityModel as days come.");
    }
}
