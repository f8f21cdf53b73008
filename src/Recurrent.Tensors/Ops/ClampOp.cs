using System.Numerics;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Elementwise;

namespace Recurrent.Tensors.Ops;

/// <summary>Limits values to an interval.</summary>
public static class ClampOp
{
    /// <summary>y = min(max(x, minimum), maximum).</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">x, <c>[…]</c>, any shape.</param>
    /// <param name="minimum">Lower bound; −∞ for none.</param>
    /// <param name="maximum">Upper bound, at least <paramref name="minimum"/>; +∞ for none.</param>
    /// <returns>y, of the input's shape.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The minimum is above the maximum.</exception>
    /// <remarks>dy/dx = 1 where minimum ≤ x ≤ maximum, else 0.</remarks>
    public static Tensor Clamp(this Tape tape, Tensor input, float minimum, float maximum)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minimum, maximum);
        return UnaryOp.Apply<Function>(tape, input, minimum, maximum);
    }

    private readonly struct Function : IUnaryFunction
    {
        public static Vector<float> Value(Vector<float> input, in Constants constants) =>
            Vector.Min(Vector.Max(input, constants.First), constants.Second);

        public static Vector<float> Derivative(Vector<float> input, Vector<float> output, in Constants constants) =>
            Vector.ConditionalSelect(Vector.GreaterThanOrEqual(input, constants.First) & Vector.LessThanOrEqual(input, constants.Second), Vector<float>.One, Vector<float>.Zero);
    }
}
