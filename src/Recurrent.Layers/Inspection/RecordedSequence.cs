using Recurrent.Tensors;

namespace Recurrent.Layers.Inspection;

/// <summary>One row that a recurrence has read.</summary>
/// <param name="Inputs"><c>[T, I]</c>, in the order of reading.</param>
/// <param name="Initial">The state before the first step, one tensor <c>[1, width]</c> per component.</param>
public sealed record RecordedSequence(Tensor Inputs, IReadOnlyList<Tensor> Initial);
