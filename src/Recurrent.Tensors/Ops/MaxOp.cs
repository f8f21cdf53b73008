using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Shapes;

namespace Recurrent.Tensors.Ops;

/// <summary>Largest elements.</summary>
public static class MaxOp
{
    /// <summary>The largest of all elements; NaN if any is.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">x, at least one element.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="ArgumentException">There is no element.</exception>
    /// <remarks>The gradient goes to the first of the largest elements.</remarks>
    public static Tensor Max(this Tape tape, Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Reduce(tape, input, new AxisSplit(1, input.Shape.Length, 1), default);
    }

    /// <summary>The largest elements along an axis: max-pooling over time, for example.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">x, at least one axis.</param>
    /// <param name="axis">The axis, negative counting from the last; not empty.</param>
    /// <param name="keepDimensions">Whether the axis stays with length 1, so that the result broadcasts against the input.</param>
    /// <returns>y, without the axis or with length 1; NaN where any element is.</returns>
    /// <exception cref="ArgumentException">The axis is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <remarks>The gradient goes to the first of the largest elements.</remarks>
    public static Tensor Max(this Tape tape, Tensor input, int axis, bool keepDimensions = false)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Reduce(tape, input, AxisSplit.Of(input.Shape, axis), AxisSplit.Reduced(input.Shape, axis, keepDimensions));
    }

    private static Tensor Reduce(Tape tape, Tensor input, AxisSplit split, Shape shape)
    {
        if (split.Length == 0)
        {
            throw new ArgumentException($"Max got {input.Shape}, which has no element to choose from.", nameof(input));
        }

        Tensor output = tape.NewTensor(shape, input.RequiresGradient);
        ReadOnlySpan<float> values = input.Values;
        Span<float> largest = output.Writable;
        for (int outer = 0; outer < split.Outer; outer++)
        {
            Span<float> row = largest.Slice(outer * split.Inner, split.Inner);
            values.Slice(outer * split.Block, split.Inner).CopyTo(row);
            for (int entry = 1; entry < split.Length; entry++)
            {
                ReadOnlySpan<float> candidates = values.Slice((outer * split.Block) + (entry * split.Inner), split.Inner);
                for (int index = 0; index < row.Length; index++)
                {
                    row[index] = MathF.Max(row[index], candidates[index]);
                }
            }
        }

        if (output.RequiresGradient)
        {
            tape.Record(new Node(input, split, output));
        }

        return output;
    }

    private sealed class Node(Tensor input, AxisSplit split, Tensor output) : TapeNode
    {
        public override bool IsReached => output.HasGradient;

        public override void Backward(Tape tape)
        {
            ReadOnlySpan<float> values = input.Values;
            ReadOnlySpan<float> largest = output.Values;
            ReadOnlySpan<float> arriving = output.GradientSpan;
            Span<float> gradient = tape.GradientToAdd(input);
            for (int index = 0; index < largest.Length; index++)
            {
                (int outer, int inner) = Math.DivRem(index, split.Inner);
                int position = (outer * split.Block) + inner;
                for (int entry = 0; entry < split.Length; entry++, position += split.Inner)
                {
                    if (values[position] == largest[index])
                    {
                        gradient[position] += arriving[index];
                        break;
                    }
                }
            }
        }
    }
}
