using System.Numerics;
using Recurrent.Kernels.Reduce;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Elementwise;
using Recurrent.Tensors.Ops.Shapes;

namespace Recurrent.Tensors.Ops;

/// <summary>Sums and means.</summary>
public static class SumOp
{
    /// <summary>y = Σ x over all elements.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">x, any shape.</param>
    /// <returns>A scalar.</returns>
    /// <remarks>∂x = ∂y everywhere. Summed in double precision in one fixed order: the same bits on every machine.</remarks>
    public static Tensor Sum(this Tape tape, Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Reduce(tape, input, new AxisSplit(1, input.Shape.Length, 1), default, 1f);
    }

    /// <summary>y = Σ x over one axis.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">x, at least one axis.</param>
    /// <param name="axis">The axis, negative counting from the last.</param>
    /// <param name="keepDimensions">Whether the axis stays with length 1, so that the result broadcasts against the input.</param>
    /// <returns>y, without the axis or with length 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <remarks>∂x = ∂y, repeated along the axis.</remarks>
    public static Tensor Sum(this Tape tape, Tensor input, int axis, bool keepDimensions = false)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Reduce(tape, input, AxisSplit.Of(input.Shape, axis), AxisSplit.Reduced(input.Shape, axis, keepDimensions), 1f);
    }

    /// <summary>y = (1/n) Σ x over all n elements.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">x, at least one element.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="ArgumentException">There is no element.</exception>
    /// <remarks>∂x = ∂y / n everywhere. Summed in double precision in one fixed order.</remarks>
    public static Tensor Mean(this Tape tape, Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Reduce(tape, input, new AxisSplit(1, input.Shape.Length, 1), default, OneOver(input.Shape.Length, input));
    }

    /// <summary>y = (1/n) Σ x over one axis of length n.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">x, at least one axis.</param>
    /// <param name="axis">The axis, negative counting from the last; not empty.</param>
    /// <param name="keepDimensions">Whether the axis stays with length 1, so that the result broadcasts against the input.</param>
    /// <returns>y, without the axis or with length 1.</returns>
    /// <exception cref="ArgumentException">The axis is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <remarks>∂x = ∂y / n, repeated along the axis.</remarks>
    public static Tensor Mean(this Tape tape, Tensor input, int axis, bool keepDimensions = false)
    {
        ArgumentNullException.ThrowIfNull(input);
        Shape shape = AxisSplit.Reduced(input.Shape, axis, keepDimensions);
        return Reduce(tape, input, AxisSplit.Of(input.Shape, axis), shape, OneOver(input.Shape[axis], input));
    }

    private static float OneOver(int count, Tensor input) => count > 0
        ? 1f / count
        : throw new ArgumentException($"Mean got {input.Shape}, which has no element to take the mean of.", nameof(input));

    private static Tensor Reduce(Tape tape, Tensor input, AxisSplit split, Shape shape, float factor)
    {
        Tensor output = tape.NewTensor(shape, input.RequiresGradient);
        Span<float> values = output.Writable;
        for (int outer = 0; outer < split.Outer; outer++)
        {
            ReadOnlySpan<float> block = input.Values.Slice(outer * split.Block, split.Block);
            if (split.Inner == 1)
            {
                values[outer] = (float)(FixedOrder.Sum(block) * factor);
            }
            else if (split.Inner > 0)
            {
                Span<float> row = values.Slice(outer * split.Inner, split.Inner);
                row.Clear();
                ColumnSums.Add(block, split.Inner, row);
                UnaryLoop.Map<Times>(row, new Constants(factor, 0), row);
            }
        }

        if (output.RequiresGradient)
        {
            tape.Record(new Node(input, split, factor, output));
        }

        return output;
    }

    private sealed class Node(Tensor input, AxisSplit split, float factor, Tensor output) : TapeNode
    {
        public override bool IsReached => output.HasGradient;

        public override void Backward(Tape tape)
        {
            ReadOnlySpan<float> arriving = output.GradientSpan;
            Span<float> gradient = input.BeginGradient(tape, out bool isFresh);
            var scale = new Operand([factor], isConstant: true);
            bool isLast = split.Inner == 1;
            int run = isLast ? split.Length : split.Inner;
            for (int start = 0; start < gradient.Length; start += run)
            {
                int block = start / split.Block;
                Operand source = isLast
                    ? new Operand(arriving[block..], isConstant: true)
                    : new Operand(arriving.Slice(block * split.Inner, split.Inner), isConstant: false);
                BinaryLoop.Terms<ScaledTerm>(source, scale, scale, gradient.Slice(start, run), isFresh);
            }
        }
    }

    private readonly struct Times : IUnaryFunction
    {
        public static Vector<float> Value(Vector<float> input, in Constants constants) => input * constants.First;

        public static Vector<float> Derivative(Vector<float> input, Vector<float> output, in Constants constants) => constants.First;
    }
}
