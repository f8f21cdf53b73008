using Recurrent.Tensors.Autograd;

namespace Recurrent.Tensors.Ops;

/// <summary>Cuts a tensor along an axis.</summary>
public static class SplitOp
{
    /// <summary>Consecutive parts of an axis: the inverse of <see cref="ConcatOp.Concat"/>.</summary>
    /// <param name="tape">Where the results live and are recorded.</param>
    /// <param name="input">A tensor of at least one axis.</param>
    /// <param name="axis">The axis, negative counting from the last.</param>
    /// <param name="lengths">The parts' lengths, each at least 0, together the axis length.</param>
    /// <returns>One tensor a length.</returns>
    /// <exception cref="ArgumentException">The lengths do not add up to the axis.</exception>
    /// <remarks>Each part's gradient goes to its entries.</remarks>
    public static Tensor[] Split(this Tape tape, Tensor input, int axis, params ReadOnlySpan<int> lengths)
    {
        ArgumentNullException.ThrowIfNull(input);
        long total = 0;
        foreach (int length in lengths)
        {
            total += length;
        }

        if (total != input.Shape[axis])
        {
            throw new ArgumentException($"Split got lengths that add up to {total} for axis {axis} of {input.Shape}; they must add up to {input.Shape[axis]}.", nameof(lengths));
        }

        var parts = new Tensor[lengths.Length];
        int start = 0;
        for (int index = 0; index < parts.Length; index++)
        {
            parts[index] = tape.Slice(input, axis, start, lengths[index]);
            start += lengths[index];
        }

        return parts;
    }
}
