using Recurrent.Interop.Onnx.Export;
using Recurrent.Text.Classification;

namespace Recurrent.Interop.Tasks.Texts;

/// <summary>A classifier of texts: tokens in, probabilities of the classes out, averaged over the members.</summary>
internal static class ClassifierGraph
{
    private const float RatioScale = 0.1f;

    public static TaskGraph Build(TextState state)
    {
        var (architecture, graph) = (state.Architecture, new TaskGraph(TextClassifierFolder.Task, state.Network));
        var tokens = graph.Input("tokens", OnnxElementType.Integer64, "numbers of tokens; any in the padding", TaskGraph.Time, TaskGraph.Batch);
        var steps = new OnnxSequence(graph.Nodes.Unsqueeze(tokens, 2), graph.Lengths());
        var ratios = architecture.Ratios == 0 ? null : steps.With(new TokenRatios(graph.Nodes, state.Counts, state.Settings.MultiLabel).Of(tokens)).Cleared(graph.Nodes);
        OnnxValue[] members = [.. state.Network.Members.Select((member, index) => Probabilities(graph.Nodes.Within($"member{index}"), member, state, steps.With(tokens), ratios))];
        graph.Output(
            "probabilities", graph.Nodes.Average(members), OnnxElementType.Number, "probability of every class", TaskGraph.Batch, architecture.Classes);
        Describe(graph, state);
        return graph;
    }

    private static OnnxValue Probabilities(OnnxGraphBuilder graph, TextMember member, TextState state, OnnxSequence tokens, OnnxSequence? ratios)
    {
        var vectors = graph.Run(member.Table, tokens.Values);
        var input = tokens.With(ratios is null ? vectors : graph.Concat(-1, vectors, ratios.Values));
        var pooled = Pool(graph, member, state.Architecture.Pooling, graph.Within("encoder").Run(member.Layer("encoder"), input).Outputs);
        if (ratios is not null) pooled = graph.Concat(-1, pooled, graph.Times(graph.SumOver(ratios.Values, 0), graph.Number(RatioScale)));
        var scores = graph.Over(graph.Run(member.Head, pooled), graph.Number((float)state.Settings.Temperature));
        return state.Settings.MultiLabel ? graph.Sigmoid(scores) : graph.Softmax(scores);
    }

    private static OnnxValue Pool(OnnxGraphBuilder graph, TextMember member, TextPooling pooling, OnnxSequence outputs) => pooling switch
    {
        TextPooling.Max => graph.Largest(outputs),
        TextPooling.Mean => graph.Mean(outputs),
        TextPooling.Attention => graph.Attended(outputs, graph.Run(member.Map("attention"), outputs.Values)),
        _ => graph.Concat(-1, graph.Largest(outputs), graph.Mean(outputs)),
    };

    private static void Describe(TaskGraph graph, TextState state)
    {
        graph.Describe(MetadataKeys.Architecture, state.Architecture, TextJsonContext.Default.TextArchitecture);
        graph.Describe(MetadataKeys.Preprocessing, state.Settings, TextJsonContext.Default.TextSettings);
        graph.Describe(MetadataKeys.Labels, state.Settings.Labels, MetadataJsonContext.Default.StringArray);
        graph.Describe(MetadataKeys.MultiLabel, state.Settings.MultiLabel, MetadataJsonContext.Default.Boolean);
        graph.Describe(MetadataKeys.MaximumTokens, state.Settings.MaximumTokens, MetadataJsonContext.Default.Int32);
        graph.Describe(state.Tokenizer);
        graph.LeaveOutside("Text is cut into tokens before, and to at most recurrent.maximum_tokens of them.");
    }
}
