using System.Numerics;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Elementwise;

namespace Recurrent.Tensors.Ops;

/// <summary>The opposite number.</summary>
public static class NegateOp
{
    /// <summary>y = −x.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">x, <c>[…]</c>, any shape.</param>
    /// <returns>y, of the input's shape.</returns>
    /// <remarks>dy/dx = −1.</remarks>
    public static Tensor Negate(this Tape tape, Tensor input) => UnaryOp.Apply<Function>(tape, input);

    private readonly struct Function : IUnaryFunction
    {
        public static Vector<float> Value(Vector<float> input, in Constants constants) =>
            -input;

        public static Vector<float> Derivative(Vector<float> input, Vector<float> output, in Constants constants) =>
            -Vector<float>.One;
    }
}
