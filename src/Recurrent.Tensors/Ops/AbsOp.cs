using System.Numerics;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Elementwise;

namespace Recurrent.Tensors.Ops;

/// <summary>The absolute value.</summary>
public static class AbsOp
{
    /// <summary>y = |x|.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">x, <c>[…]</c>, any shape.</param>
    /// <returns>y, of the input's shape.</returns>
    /// <remarks>dy/dx = sign x, and 0 at 0.</remarks>
    public static Tensor Abs(this Tape tape, Tensor input) => UnaryOp.Apply<Function>(tape, input);

    private readonly struct Function : IUnaryFunction
    {
        public static Vector<float> Value(Vector<float> input, in Constants constants) =>
            Vector.Abs(input);

        public static Vector<float> Derivative(Vector<float> input, Vector<float> output, in Constants constants) =>
            Vector.ConditionalSelect(Vector.Equals(input, Vector<float>.Zero), Vector<float>.Zero, Vector.CopySign(Vector<float>.One, input));
    }
}
