using Recurrent.Tensors;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Memory;

/// <summary>What one layer gives to the next.</summary>
/// <param name="Queries">h of both directions added, <c>[N, B, E]</c>; of the last layer those of the forward direction.</param>
/// <param name="Final">h behind the last sentence, <c>[B, E]</c>.</param>
/// <param name="Gates">1 − z and z r h̃ side by side, <c>[N, B, 2E]</c>.</param>
internal readonly record struct QueryReductionStep(Tensor Queries, Tensor Final, SequenceBatch Gates);
