using System.Numerics;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Elementwise;

namespace Recurrent.Tensors.Ops;

/// <summary>The larger of two tensors, element by element.</summary>
public static class MaximumOp
{
    /// <summary>y = max(a, b), with broadcasting.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="left">a, any shape.</param>
    /// <param name="right">b; shapes are aligned at the last axis, and an axis of length 1 (or a missing one) repeats, as in NumPy.</param>
    /// <returns>y, of the common shape.</returns>
    /// <exception cref="ArgumentException">An axis differs and neither length is 1.</exception>
    /// <remarks>∂y goes to the larger operand, half to each where they are equal. A repeated operand's gradient is the sum over its repetitions.</remarks>
    public static Tensor Maximum(this Tape tape, Tensor left, Tensor right) => BinaryOp.Apply<Function>(tape, left, right, nameof(Maximum));

    private readonly struct Function : IBinaryFunction
    {
        public static Vector<float> Value(Vector<float> left, Vector<float> right) => Vector.Max(left, right);

        public static Vector<float> LeftTerm(Vector<float> gradient, Vector<float> left, Vector<float> right) => Choice.Half(gradient, Vector.GreaterThan(left, right), Vector.Equals(left, right));

        public static Vector<float> RightTerm(Vector<float> gradient, Vector<float> left, Vector<float> right) => Choice.Half(gradient, Vector.GreaterThan(right, left), Vector.Equals(left, right));
    }
}
