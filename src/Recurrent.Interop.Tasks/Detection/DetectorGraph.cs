using Recurrent.Interop.Onnx.Export;
using Recurrent.TimeSeries.AnomalyDetection;

namespace Recurrent.Interop.Tasks.Detection;

/// <summary>A detector's network with its scaling: rows in their own units in; the next row, or the written window and its error, out.</summary>
internal static class DetectorGraph
{
    public static TaskGraph Build(DetectorState state)
    {
        var graph = new TaskGraph(DetectorFolder.Task, state.Network);
        if (state.Network is PredictionNetwork network) new PredictionNodes(graph, state, network).Add();
        else AddReconstruction(graph, state, (ReconstructionNetwork)state.Network);
        graph.Describe(MetadataKeys.Architecture, state.Architecture, DetectorJsonContext.Default.DetectorArchitecture);
        graph.Describe(MetadataKeys.Preprocessing, state.Settings, DetectorJsonContext.Default.DetectorSettings);
        graph.Describe(MetadataKeys.Columns, new Dictionary<string, string[]> { ["values"] = state.Settings.Channels }, MetadataJsonContext.Default.DictionaryStringStringArray);
        graph.LeaveOutside("Missing values are filled in before.");
        graph.LeaveOutside("How unusual an error is for its channel, which a Detector learns as it reads, and the threshold of an alarm.");
        return graph;
    }

    private static void AddReconstruction(TaskGraph graph, DetectorState state, ReconstructionNetwork network)
    {
        var (nodes, channels) = (graph.Nodes, state.Architecture.Channels);
        var values = graph.Input("values", OnnxElementType.PreciseNumber, $"a window of {network.Window} rows, oldest first", TaskGraph.Time, TaskGraph.Batch, channels);
        var scale = new ChannelNodes(nodes, state.Settings.Scales);
        var window = ChannelNodes.Compressed(nodes, scale.Normalised(values));
        var read = nodes.Within("encoder").Run(network.Layer("encoder"), new OnnxSequence(window, lengths: null)).State;
        var ones = nodes.Expand(nodes.Number(1), nodes.Concat(0, nodes.Size(values, 0), nodes.Size(values, 1), nodes.Integers(1)));
        var outputs = nodes.Within("decoder").Run(network.Layer("decoder"), new OnnxSequence(ones, lengths: null), read).Outputs.Values;
        // The window is written from its last row back to the first.
        var written = Reversed(nodes, nodes.Run(network.Map("head"), outputs));
        var error = nodes.Minus(window, written);
        var squares = nodes.Add("ReduceMean", [nodes.Times(error, error)], new OnnxAttribute("axes", [0, 2]), new OnnxAttribute("keepdims", 0));
        graph.Output(
            "reconstruction", scale.Restored(ChannelNodes.Expanded(nodes, written)), OnnxElementType.PreciseNumber, "the window as written from memory, oldest row first",
            TaskGraph.Time, TaskGraph.Batch, channels);
        graph.Output("errors", error, OnnxElementType.Number, "read minus written, on the scale that the network reads (asinh of the scaled value)", TaskGraph.Time, TaskGraph.Batch, channels);
        graph.Output("score", nodes.Add("Sqrt", [squares]), OnnxElementType.Number, "root mean square of the errors of each window", TaskGraph.Batch);
    }

    private static OnnxValue Reversed(OnnxGraphBuilder graph, OnnxValue steps) =>
        graph.Add("Slice", [steps, graph.Integers(-1), graph.Integers(long.MinValue), graph.Integers(0), graph.Integers(-1)]);
}
