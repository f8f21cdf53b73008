using Recurrent.Tensors;

namespace Recurrent.Layers.Attention;

/// <summary>What attention gives back.</summary>
/// <param name="Context">The weighted mean of the values for every query, <c>[B, M, D]</c>; 0 for a row without a valid step.</param>
/// <param name="Weights">α, how much every query looks at every step, <c>[B, M, S]</c>; 0 in the padding, else each row of S sums to 1.</param>
public sealed record AttentionOutput(Tensor Context, Tensor Weights);
