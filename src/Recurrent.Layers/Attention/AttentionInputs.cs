using Recurrent.Tensors;

namespace Recurrent.Layers.Attention;

/// <summary>What attention is made of, each <c>[T, B, H]</c>.</summary>
internal readonly record struct AttentionInputs(Tensor Query, Tensor Key, Tensor Value);
