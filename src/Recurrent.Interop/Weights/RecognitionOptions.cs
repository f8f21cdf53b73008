using Recurrent.Tensors.Sequences;

namespace Recurrent.Interop.Weights;

/// <summary>Answers to what the names and shapes of tensors do not say.</summary>
public sealed record RecognitionOptions
{
    /// <summary>
    /// Places whose only tensor, a matrix named <c>weight</c>, is the table of an embedding. Places with <c>emb</c> in their name are taken for
    /// one anyway, all others for maps without a bias.
    /// </summary>
    public IReadOnlyCollection<string> Embeddings { get; init; } = [];

    /// <summary>The activation of simple recurrent layers, which PyTorch does not store; tanh, its default, by default.</summary>
    public RnnActivation RnnActivation { get; init; }
}
