using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Transformers;

/// <summary>A packed copy of a transformer's weights, shared by its streams.</summary>
internal sealed class PackedTransformer
{
    public PackedTransformer(TransformerOptions options, TransformerStack stack)
    {
        Options = options;
        Input = stack.Input is null ? null : new PackedAffine(stack.Input.Weight, stack.Input.Bias);
        Layers = [.. stack.Layers.Select(layer => new PackedTransformerLayer(layer))];
        Norm = stack.Norm is null ? null : new PackedNorm(stack.Norm.Weight, stack.Norm.Bias);
    }

    public TransformerOptions Options { get; }

    public PackedAffine? Input { get; }

    public PackedTransformerLayer[] Layers { get; }

    public PackedNorm? Norm { get; }
}
