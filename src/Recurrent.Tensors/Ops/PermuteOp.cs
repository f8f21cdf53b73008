using Recurrent.Kernels.Memory;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Shapes;

namespace Recurrent.Tensors.Ops;

/// <summary>Reorders axes.</summary>
public static class PermuteOp
{
    /// <summary>The same values with the axes in another order, copied so that the last axis is contiguous again.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">A tensor of at most five axes.</param>
    /// <param name="axes">For every axis of the result, the axis of the input it was; each once, negative counting from the last.</param>
    /// <returns>A tensor with <c>shape[i] = input.shape[axes[i]]</c>.</returns>
    /// <exception cref="ArgumentException">The axes are not each of the input's once.</exception>
    /// <remarks>The gradient goes back in the inverse order.</remarks>
    public static Tensor Permute(this Tape tape, Tensor input, params ReadOnlySpan<int> axes)
    {
        ArgumentNullException.ThrowIfNull(input);
        var order = AxisOrder.Create(input.Shape, axes);
        Tensor output = tape.NewTensor(order.Permuted(input.Shape), input.RequiresGradient);
        order.Gather(input.Shape, input.Values, output.Writable);
        if (output.RequiresGradient)
        {
            tape.Record(new Node(input, order, output));
        }

        return output;
    }

    /// <summary>Two axes exchanged, such as <c>[B, T, D]</c> to <c>[T, B, D]</c>.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">A tensor of at least two axes.</param>
    /// <param name="first">One axis, negative counting from the last.</param>
    /// <param name="second">The other axis.</param>
    /// <returns>A copy with both axes exchanged.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static Tensor Transpose(this Tape tape, Tensor input, int first, int second)
    {
        ArgumentNullException.ThrowIfNull(input);
        Span<int> axes = [0, 1, 2, 3, 4];
        first = input.Shape.NormalizeAxis(first);
        second = input.Shape.NormalizeAxis(second);
        (axes[first], axes[second]) = (axes[second], axes[first]);
        return tape.Permute(input, axes[..input.Shape.Rank]);
    }

    private sealed class Node(Tensor input, AxisOrder order, Tensor output) : TapeNode
    {
        public override bool IsReached => output.HasGradient;

        public override void Backward(Tape tape)
        {
            Span<float> gradient = input.BeginGradient(tape, out bool isFresh);
            AxisOrder inverse = order.Inverse();
            if (isFresh)
            {
                inverse.Gather(output.Shape, output.GradientSpan, gradient);
                return;
            }

            AlignedBuffer temporary = tape.RentTemporary(gradient.Length);
            Span<float> contribution = temporary.Span[..gradient.Length];
            inverse.Gather(output.Shape, output.GradientSpan, contribution);
            Move.Into(contribution, gradient, overwrite: false);
            tape.ReturnTemporary(temporary);
        }
    }
}
