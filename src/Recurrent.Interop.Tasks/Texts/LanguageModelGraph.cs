using Recurrent.Interop.Onnx.Export;
using Recurrent.Layers.Basic;
using Recurrent.Text.LanguageModels;
using Recurrent.Text.Tokenization;

namespace Recurrent.Interop.Tasks.Texts;

/// <summary>A language model: tokens and a state in, log-probabilities of the tokens behind each and the state out.</summary>
internal static class LanguageModelGraph
{
    public static TaskGraph Build(LanguageModelState state)
    {
        var (network, graph) = (state.Network, new TaskGraph(LanguageModelFolder.Task, state.Network));
        var tokens = graph.Input("tokens", OnnxElementType.Integer64, "numbers of tokens", TaskGraph.Time, TaskGraph.Batch);
        var initial = graph.InitialState(network.Layers);
        var nodes = graph.Nodes;
        var vectors = nodes.Run(network.Part<Embedding>("embedding"), tokens);
        var run = nodes.Within("layers").Run(network.Layers, new OnnxSequence(vectors, lengths: null), initial);
        var hidden = run.Outputs.Values;
        if (network.PartOrNull<Linear>("narrow") is { } narrow) hidden = nodes.Run(narrow, hidden);
        graph.Output(
            "log_probabilities", VocabularyNodes.LogProbabilities(nodes, network, hidden), OnnxElementType.Number,
            "ln p of every token to come next, after each step", TaskGraph.Time, TaskGraph.Batch, state.Architecture.Tokens);
        graph.FinalState(network.Layers, run.State);
        Describe(graph, state);
        return graph;
    }

    private static void Describe(TaskGraph graph, LanguageModelState state)
    {
        graph.Describe(MetadataKeys.Architecture, state.Architecture, LanguageModelJsonContext.Default.LanguageModelArchitecture);
        graph.Describe(MetadataKeys.Preprocessing, state.Settings, LanguageModelJsonContext.Default.LanguageModelSettings);
        graph.Describe(state.Tokenizer);
        graph.Describe(
            MetadataKeys.SpecialTokens, new Dictionary<string, int> { ["begin"] = state.Tokenizer.Vocabulary.Find(SpecialTokens.End) }, MetadataJsonContext.Default.DictionaryStringInt32);
        graph.LeaveOutside("Text is cut into tokens before; the first token of a text is the one called begin in recurrent.special_tokens.");
        graph.LeaveOutside("The next token is drawn from the log-probabilities.");
    }
}
