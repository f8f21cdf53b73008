using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Transformers;

/// <summary>A packed copy of one layer's weights.</summary>
internal sealed class PackedTransformerLayer(TransformerLayer layer)
{
    public PackedAffine Projection { get; } = new(layer.Attention.InputWeight, layer.Attention.InputBias);

    public float[] RelativeBias { get; } = layer.Attention.RelativeBias is null ? [] : layer.Attention.RelativeBias.Values.ToArray();

    public PackedAffine Output { get; } = new(layer.Attention.Output.Weight, layer.Attention.Output.Bias);

    public PackedAffine Inner { get; } = new(layer.Inner.Weight, layer.Inner.Bias);

    public PackedAffine? Gate { get; } = layer.Gate is null ? null : new PackedAffine(layer.Gate.Weight, layer.Gate.Bias);

    public PackedAffine Outer { get; } = new(layer.Outer.Weight, layer.Outer.Bias);

    public PackedNorm[] Norms { get; } = [.. layer.Norms.Select(norm => new PackedNorm(norm.Weight, norm.Bias))];
}
