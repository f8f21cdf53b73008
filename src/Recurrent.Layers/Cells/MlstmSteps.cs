using Recurrent.Tensors;

namespace Recurrent.Layers.Cells;

/// <summary>What some steps of an mLSTM take from the input; L is 1 for a single step.</summary>
/// <param name="Queries">q, <c>[B, K, L, d]</c>.</param>
/// <param name="Keys">k/√d, <c>[B, K, L, d]</c>.</param>
/// <param name="Values">v, <c>[B, K, L, d]</c>.</param>
/// <param name="Input">ĩ, <c>[B, K, L]</c>.</param>
/// <param name="Forget">ln σ(f̃), <c>[B, K, L]</c>.</param>
internal readonly record struct MlstmSteps(Tensor Queries, Tensor Keys, Tensor Values, Tensor Input, Tensor Forget);
