using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Shapes;

namespace Recurrent.Tensors.Ops;

/// <summary>A run of entries along any axis.</summary>
public static class SliceOp
{
    /// <summary>The entries <c>[start, start + length)</c> of an axis; a view without a copy where memory allows (the first axis).</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">A tensor of at least one axis.</param>
    /// <param name="axis">The axis, negative counting from the last.</param>
    /// <param name="start">First entry, 0 to the axis length.</param>
    /// <param name="length">Number of entries, at least 0.</param>
    /// <returns>A tensor whose axis is <paramref name="length"/> long.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or the run leaves it.</exception>
    /// <remarks>The gradient goes to the entries taken; all others get 0.</remarks>
    public static Tensor Slice(this Tape tape, Tensor input, int axis, int start, int length)
    {
        ArgumentNullException.ThrowIfNull(input);
        AxisSplit split = AxisSplit.Of(input.Shape, axis);
        input.Shape.CheckRun(axis, start, length);
        if (input.Shape.NormalizeAxis(axis) == 0)
        {
            return input.Slice(start, length);
        }

        Tensor output = tape.NewTensor(input.Shape.With(axis, length), input.RequiresGradient);
        int run = length * split.Inner;
        for (int outer = 0; outer < split.Outer; outer++)
        {
            input.Values.Slice((outer * split.Block) + (start * split.Inner), run).CopyTo(output.Writable[(outer * run)..]);
        }

        if (output.RequiresGradient)
        {
            tape.Record(new Node(input, split, start, output));
        }

        return output;
    }

    private sealed class Node(Tensor input, AxisSplit split, int start, Tensor output) : TapeNode
    {
        public override bool IsReached => output.HasGradient;

        public override void Backward(Tape tape)
        {
            ReadOnlySpan<float> arriving = output.GradientSpan;
            Span<float> gradient = tape.GradientToAdd(input);
            int run = split.Outer == 0 ? 0 : arriving.Length / split.Outer;
            for (int outer = 0; outer < split.Outer; outer++)
            {
                Move.Into(arriving.Slice(outer * run, run), gradient.Slice((outer * split.Block) + (start * split.Inner), run), overwrite: false);
            }
        }
    }
}
