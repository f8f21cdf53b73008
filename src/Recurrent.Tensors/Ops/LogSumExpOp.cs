using System.Numerics;
using Recurrent.Kernels.Reduce;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Elementwise;
using Recurrent.Tensors.Ops.Shapes;

namespace Recurrent.Tensors.Ops;

/// <summary>The smooth maximum.</summary>
public static class LogSumExpOp
{
    /// <summary>y = ln Σ eˣ over all elements, without overflow.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">x, at least one element.</param>
    /// <returns>A scalar; −∞ if every element is.</returns>
    /// <exception cref="ArgumentException">There is no element.</exception>
    /// <remarks>∂x = ∂y e^(x − y).</remarks>
    public static Tensor LogSumExp(this Tape tape, Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return OverLast(tape, input.Reshape(new Shape(input.Shape.Length)), default);
    }

    /// <summary>y = ln Σ eˣ over one axis, without overflow.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">x, at least one axis.</param>
    /// <param name="axis">The axis, negative counting from the last; not empty.</param>
    /// <param name="keepDimensions">Whether the axis stays with length 1, so that the result broadcasts against the input.</param>
    /// <returns>y, without the axis or with length 1; −∞ where every element is.</returns>
    /// <exception cref="ArgumentException">The axis is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <remarks>∂x = ∂y e^(x − y). The last axis is the fast one; others are transposed first.</remarks>
    public static Tensor LogSumExp(this Tape tape, Tensor input, int axis, bool keepDimensions = false)
    {
        ArgumentNullException.ThrowIfNull(input);
        AxisSplit split = AxisSplit.Of(input.Shape, axis);
        Tensor rows = split.Inner == 1
            ? input
            : tape.Transpose(input.Reshape(new Shape(split.Outer, split.Length, split.Inner)), 1, 2);
        return OverLast(tape, rows, AxisSplit.Reduced(input.Shape, axis, keepDimensions), split.Length);
    }

    private static Tensor OverLast(Tape tape, Tensor input, Shape shape, int? length = null)
    {
        int columns = length ?? input.Shape.Length;
        if (columns == 0)
        {
            throw new ArgumentException($"LogSumExp got {input.Shape}; expected at least one element along the axis.", nameof(input));
        }

        Tensor output = tape.NewTensor(shape, input.RequiresGradient);
        SoftMax.LogSumExpRows(input.Values, columns, output.Writable);
        if (output.RequiresGradient)
        {
            tape.Record(new Node(input, columns, output));
        }

        return output;
    }

    private sealed class Node(Tensor input, int columns, Tensor output) : TapeNode
    {
        public override bool IsReached => output.HasGradient;

        public override void Backward(Tape tape)
        {
            Span<float> gradient = input.BeginGradient(tape, out bool isFresh);
            for (int row = 0; row < output.Shape.Length; row++)
            {
                // A row of −∞ only has no direction to grow in; its differences would be NaN.
                bool isEmpty = float.IsNegativeInfinity(output.Values[row]);
                var arriving = new Operand(isEmpty ? [0f] : output.GradientSpan[row..], isConstant: true);
                var total = new Operand(isEmpty ? [0f] : output.Values[row..], isConstant: true);
                var scores = new Operand(input.Values.Slice(row * columns, columns), isConstant: false);
                BinaryLoop.Terms<Term>(arriving, scores, total, gradient.Slice(row * columns, columns), isFresh);
            }
        }
    }

    private readonly struct Term : IGradientTerm
    {
        public static Vector<float> Value(Vector<float> gradient, Vector<float> left, Vector<float> right) => gradient * Lanes.Exp(left - right);
    }
}
