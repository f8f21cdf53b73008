using Recurrent.Interop.Onnx.Export;
using Recurrent.Layers.Basic;
using Recurrent.Text.Translation.Storage;

namespace Recurrent.Interop.Tasks.Translation;

/// <summary>One step of a translator's decoder: the last token, the encoder's memory and a state in, log-probabilities, attention and the state out.</summary>
internal static class DecoderGraph
{
    public static TaskGraph Build(TranslatorState state)
    {
        var graph = new TaskGraph(TranslatorFolder.Task, state.Network);
        var nodes = graph.Nodes;
        var tokens = graph.Input("tokens", OnnxElementType.Integer64, "numbers of the tokens written last, at first that of the beginning", TaskGraph.Batch);
        var vectors = nodes.Unsqueeze(nodes.Run(state.Network.Part<Embedding>("target"), tokens), 0);
        var lengths = graph.Input(DecoderParts.Lengths, OnnxElementType.Integer32, "tokens of every source", TaskGraph.Batch);
        var readout = state.Architecture.IsTransformer
            ? WriterStep.Add(graph, state, vectors, lengths)
            : new RecurrentStep(graph, state).Add(vectors, lengths);
        AddScores(graph, state, readout);
        TranslationMetadata.Describe(graph, state);
        return graph;
    }

    /// <summary>Log-probabilities of the tokens to come next.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="state">The translator.</param>
    /// <param name="readout"><c>[B, E]</c>.</param>
    private static void AddScores(TaskGraph graph, TranslatorState state, OnnxValue readout)
    {
        var weight = state.Network.ValueOrNull("output_weight") ?? state.Network.Value("target.weight");
        var scores = graph.Nodes.LogSoftmax(graph.Nodes.Linear(readout, weight, state.Network.Value("output_bias")));
        graph.Output("log_probabilities", scores, OnnxElementType.Number, "ln p of every token to come next", TaskGraph.Batch, state.Architecture.TargetTokens);
    }
}
