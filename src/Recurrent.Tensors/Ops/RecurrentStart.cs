using Recurrent.Tensors.Sequences;

namespace Recurrent.Tensors.Ops;

/// <summary>Where a recurrence starts, which way it goes and what it keeps on it.</summary>
/// <param name="Hidden">h, <c>[B, H]</c>; null for zeros.</param>
/// <param name="Cell">c, <c>[B, H]</c>; null for zeros.</param>
/// <param name="Direction">The way through time.</param>
/// <param name="Recomputation">What is kept for the backward pass.</param>
internal readonly record struct RecurrentStart(Tensor? Hidden, Tensor? Cell, SequenceDirection Direction, Recomputation Recomputation)
{
    public bool RequiresGradient => Hidden?.RequiresGradient == true || Cell?.RequiresGradient == true;

    public void Check(Shape expected)
    {
        if ((Hidden is not null && Hidden.Shape != expected) || (Cell is not null && Cell.Shape != expected))
        {
            throw new ArgumentException(
                $"The initial state is {Hidden?.Shape.ToString() ?? "zero"} (hidden) and {Cell?.Shape.ToString() ?? "zero"} (cell); expected [B, H] = {expected} each.");
        }
    }
}
