using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Shapes;

namespace Recurrent.Tensors.Ops;

/// <summary>Steps that are remembered row by row, put before new steps.</summary>
internal static class MemoryJoinOp
{
    /// <summary>The remembered steps followed by the new ones.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="memory"><c>[B, M, D]</c>.</param>
    /// <param name="steps"><c>[T, B, D]</c>.</param>
    /// <returns><c>[M + T, B, D]</c>.</returns>
    /// <remarks>Each input's gradient is its part of the result's.</remarks>
    public static Tensor JoinMemory(this Tape tape, Tensor memory, Tensor steps)
    {
        (int rows, int count, int width) = (memory.Shape[0], memory.Shape[1], memory.Shape[2]);
        Tensor output = tape.NewTensor(steps.Shape.With(0, count + steps.Shape[0]), memory.RequiresGradient || steps.RequiresGradient);
        for (int step = 0; step < count; step++)
        {
            for (int row = 0; row < rows; row++)
            {
                memory.Values.Slice(((row * count) + step) * width, width).CopyTo(output.Writable[(((step * rows) + row) * width)..]);
            }
        }

        steps.Values.CopyTo(output.Writable[(count * rows * width)..]);
        if (output.RequiresGradient)
        {
            tape.Record(new Node(memory, steps, output));
        }

        return output;
    }

    private sealed class Node(Tensor memory, Tensor steps, Tensor output) : TapeNode
    {
        public override bool IsReached => output.HasGradient;

        public override void Backward(Tape tape)
        {
            (int rows, int count, int width) = (memory.Shape[0], memory.Shape[1], memory.Shape[2]);
            ReadOnlySpan<float> arriving = output.GradientSpan;
            if (steps.RequiresGradient)
            {
                tape.AddGradient(steps, arriving[(count * rows * width)..]);
            }

            if (!memory.RequiresGradient)
            {
                return;
            }

            Span<float> gradient = memory.BeginGradient(tape, out bool isFresh);
            for (int step = 0; step < count; step++)
            {
                for (int row = 0; row < rows; row++)
                {
                    Move.Into(arriving.Slice(((step * rows) + row) * width, width), gradient.Slice(((row * count) + step) * width, width), isFresh);
                }
            }
        }
    }
}
