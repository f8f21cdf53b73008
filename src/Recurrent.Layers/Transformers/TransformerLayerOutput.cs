using Recurrent.Tensors;

namespace Recurrent.Layers.Transformers;

/// <summary>What a layer gives: its steps <c>[T, B, H]</c>, and keys and values of the steps before and these, <c>[M + T, B, H]</c>.</summary>
internal readonly record struct TransformerLayerOutput(Tensor Steps, Tensor Keys, Tensor Values);
