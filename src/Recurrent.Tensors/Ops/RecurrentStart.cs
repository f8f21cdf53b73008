using Recurrent.Tensors.Sequences;

namespace Recurrent.Tensors.Ops;

/// <summary>Where a recurrence starts, which way it goes and what it keeps on it.</summary>
/// <param name="Hidden">h, <c>[B, H]</c>; null for zeros.</param>
/// <param name="Cell">c, <c>[B, H]</c>; null for zeros.</param>
/// <param name="Direction">The way through time.</param>
/// <param name="Recomputation">What is kept for the backward pass.</param>
/// <param name="Zoneout">The share of state values that stay as they were at a step, 0 to below 1.</param>
internal readonly record struct RecurrentStart(Tensor? Hidden, Tensor? Cell, SequenceDirection Direction, Recomputation Recomputation, float Zoneout = 0)
{
    public bool RequiresGradient => Hidden?.RequiresGradient == true || Cell?.RequiresGradient == true;

    public void Check(Shape expected)
    {
        if (Zoneout is not (>= 0 and < 1))
        {
            throw new ArgumentException($"Zoneout is {Zoneout}; it is the share of state values that stay, a number from 0 to below 1.");
        }

        if (Zoneout > 0 && !Recomputation.IsNone)
        {
            throw new NotSupportedException($"A recurrence with zoneout ({Zoneout}) keeps all states for its backward pass; leave Recomputation ({Recomputation}) at its default.");
        }

        if ((Hidden is not null && Hidden.Shape != expected) || (Cell is not null && Cell.Shape != expected))
        {
            throw new ArgumentException(
                $"The initial state is {Hidden?.Shape.ToString() ?? "zero"} (hidden) and {Cell?.Shape.ToString() ?? "zero"} (cell); expected [B, H] = {expected} each.");
        }
    }
}
