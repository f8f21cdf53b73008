using Recurrent.Interop.Onnx.Export;
using Recurrent.Layers.Heads;
using Recurrent.Text.LanguageModels;

namespace Recurrent.Interop.Tasks.Texts;

/// <summary>Scores of all tokens.</summary>
internal static class VocabularyNodes
{
    /// <summary>Log-probabilities of all tokens.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="network">Whose output it is.</param>
    /// <param name="hidden"><c>[…, D]</c>.</param>
    /// <returns><c>[…, tokens]</c>.</returns>
    public static OnnxValue LogProbabilities(OnnxGraphBuilder graph, LanguageModelNetwork network, OnnxValue hidden)
    {
        if (network.PartOrNull<AdaptiveSoftmax>("head.output") is { } adaptive) return graph.LogProbabilities(adaptive, hidden);
        var weight = network.ValueOrNull("head.weight") ?? network.Value("embedding.weight");
        return graph.LogSoftmax(graph.Linear(hidden, weight, network.Value("head.bias")));
    }
}
