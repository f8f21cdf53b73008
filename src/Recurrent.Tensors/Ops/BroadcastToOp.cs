using Recurrent.Kernels.Reduce;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Elementwise;
using Recurrent.Tensors.Ops.Shapes;

namespace Recurrent.Tensors.Ops;

/// <summary>Repeats a tensor over axes of length 1 or missing ones.</summary>
public static class BroadcastToOp
{
    /// <summary>The input repeated to a larger shape; the input itself when it has that shape.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">A tensor whose axes, aligned at the last, are equal to the shape's or 1 long.</param>
    /// <param name="shape">The shape wanted.</param>
    /// <returns>A tensor of that shape.</returns>
    /// <exception cref="ArgumentException">An axis is neither equal nor 1, or the input has more axes.</exception>
    /// <remarks>The gradient is the sum over the repetitions. The elementwise ops repeat by themselves, without a copy.</remarks>
    public static Tensor BroadcastTo(this Tape tape, Tensor input, Shape shape)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Shape == shape)
        {
            return input;
        }

        BroadcastPlan plan = BroadcastPlan.Create(input.Shape, shape, nameof(BroadcastTo));
        if (plan.Output != shape)
        {
            throw new ArgumentException($"BroadcastTo got {input.Shape} for {shape}; every axis must be equal or 1.", nameof(input));
        }

        Tensor output = tape.NewTensor(shape, input.RequiresGradient);
        for (int row = 0; row < plan.Rows; row++)
        {
            plan.Locate(row, out int start, out _);
            Span<float> destination = output.Writable.Slice(row * plan.RowLength, plan.RowLength);
            if (plan.IsLeftConstant)
            {
                destination.Fill(input.Values[start]);
            }
            else
            {
                input.Values.Slice(start, plan.RowLength).CopyTo(destination);
            }
        }

        if (output.RequiresGradient)
        {
            tape.Record(new Node(input, output));
        }

        return output;
    }

    private sealed class Node(Tensor input, Tensor output) : TapeNode
    {
        public override bool IsReached => output.HasGradient;

        public override void Backward(Tape tape)
        {
            BroadcastPlan plan = BroadcastPlan.Create(input.Shape, output.Shape, "Backward");
            Span<float> gradient = tape.GradientToAdd(input);
            for (int row = 0; row < plan.Rows; row++)
            {
                plan.Locate(row, out int start, out _);
                ReadOnlySpan<float> arriving = output.GradientSpan.Slice(row * plan.RowLength, plan.RowLength);
                if (plan.IsLeftConstant)
                {
                    gradient[start] += (float)FixedOrder.Sum(arriving);
                }
                else
                {
                    Move.Into(arriving, gradient.Slice(start, plan.RowLength), overwrite: false);
                }
            }
        }
    }
}
