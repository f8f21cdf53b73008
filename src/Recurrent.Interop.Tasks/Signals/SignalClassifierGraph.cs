using Recurrent.Interop.Onnx.Export;
using Recurrent.TimeSeries.Signals.Classification;

namespace Recurrent.Interop.Tasks.Signals;

/// <summary>A classifier of signals: rows of channels, or features of sound, in; probabilities of the classes, averaged over the members, out.</summary>
internal static class SignalClassifierGraph
{
    private const float BelowAny = -2;

    public static TaskGraph Build(ClassifierState state)
    {
        var (features, graph) = (state.Settings.Features, new TaskGraph(ClassifierFolder.Task, state.Network));
        var nodes = graph.Nodes;
        var isSound = features.Sound is not null;
        var values = graph.Input(
            isSound ? "features" : "values", OnnxElementType.Number, isSound ? "features of sound before centring and scaling" : "rows of the channels in their own units",
            TaskGraph.Time, TaskGraph.Batch, features.BaseCount);
        var steps = new OnnxSequence(values, graph.Lengths());
        var input = new FeatureNodes(nodes, state.Settings).Complete(steps);
        OnnxValue[] members = [.. state.Network.Members.Select((member, index) => Probabilities(nodes.Within($"member{index}"), member, input))];
        graph.Output("probabilities", nodes.Average(members), OnnxElementType.Number, "probability of every class", TaskGraph.Batch, state.Architecture.Classes);
        Describe(graph, state, isSound);
        return graph;
    }

    private static OnnxValue Probabilities(OnnxGraphBuilder graph, ClassifierMember member, OnnxSequence input)
    {
        var outputs = graph.Within("encoder").Run(member.Layer("encoder"), input).Outputs;
        var shown = graph.Where(outputs.Mask(graph)!, outputs.Values, graph.Number(BelowAny));
        var largest = graph.Add("ReduceMax", [shown], new OnnxAttribute("axes", [0]), new OnnxAttribute("keepdims", 0));
        return graph.Softmax(graph.Run(member.Map("head"), graph.Concat(-1, graph.Mean(outputs), largest)));
    }

    private static void Describe(TaskGraph graph, ClassifierState state, bool isSound)
    {
        graph.Describe(MetadataKeys.Architecture, state.Architecture, ClassifierJsonContext.Default.ClassifierArchitecture);
        graph.Describe(MetadataKeys.Preprocessing, state.Settings, ClassifierJsonContext.Default.ClassifierSettings);
        graph.Describe(MetadataKeys.Labels, state.Settings.Labels, MetadataJsonContext.Default.StringArray);
        graph.Describe(
            MetadataKeys.Columns, new Dictionary<string, string[]> { [isSound ? "sound" : "values"] = state.Settings.Features.Channels }, MetadataJsonContext.Default.DictionaryStringStringArray);
        if (isSound) graph.LeaveOutside("Features are taken from sound before: SoundFeatures with the options under features.sound in recurrent.preprocessing.");
    }
}
