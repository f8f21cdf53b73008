using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Shapes;

namespace Recurrent.Tensors.Ops;

/// <summary>Picks one element of the last axis in every row.</summary>
public static class GatherOp
{
    /// <summary>y[…] = input[…, indices[…]]: the score of a chosen class, for example.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">Rows along the last axis, <c>[…, V]</c>.</param>
    /// <param name="indices">One number from 0 to V − 1 a row, in row-major order; kept until the step ends.</param>
    /// <returns><c>[…]</c>, without the last axis.</returns>
    /// <exception cref="ArgumentException">There is not one index a row, or an index is outside the axis.</exception>
    /// <remarks>The gradient goes to the picked elements; all others get 0.</remarks>
    public static Tensor Gather(this Tape tape, Tensor input, ReadOnlyMemory<int> indices)
    {
        ArgumentNullException.ThrowIfNull(input);
        Shape shape = AxisSplit.Reduced(input.Shape, -1, keepDimensions: false);
        int width = input.Shape[-1];
        ReadOnlySpan<int> chosen = indices.Span;
        if (chosen.Length != shape.Length)
        {
            throw new ArgumentException($"Gather got {chosen.Length} indices for {input.Shape}; expected one a row of the last axis, {shape.Length}.", nameof(indices));
        }

        Tensor output = tape.NewTensor(shape, input.RequiresGradient);
        for (int row = 0; row < chosen.Length; row++)
        {
            if ((uint)chosen[row] >= (uint)width)
            {
                throw new ArgumentException($"Index {chosen[row]} of row {row} is outside the last axis of {input.Shape}; expected 0 to {width - 1}.", nameof(indices));
            }

            output.Writable[row] = input.Values[(row * width) + chosen[row]];
        }

        if (output.RequiresGradient)
        {
            tape.Record(new Node(input, indices, output));
        }

        return output;
    }

    private sealed class Node(Tensor input, ReadOnlyMemory<int> indices, Tensor output) : TapeNode
    {
        public override bool IsReached => output.HasGradient;

        public override void Backward(Tape tape)
        {
            Span<float> gradient = tape.GradientToAdd(input);
            ReadOnlySpan<float> arriving = output.GradientSpan;
            ReadOnlySpan<int> chosen = indices.Span;
            int width = input.Shape[-1];
            for (int row = 0; row < chosen.Length; row++)
            {
                gradient[(row * width) + chosen[row]] += arriving[row];
            }
        }
    }
}
