using System.Numerics;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Elementwise;

namespace Recurrent.Tensors.Ops;

/// <summary>The square.</summary>
public static class SquareOp
{
    /// <summary>y = x².</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">x, <c>[…]</c>, any shape.</param>
    /// <returns>y, of the input's shape.</returns>
    /// <remarks>dy/dx = 2x.</remarks>
    public static Tensor Square(this Tape tape, Tensor input) => UnaryOp.Apply<Function>(tape, input);

    private readonly struct Function : IUnaryFunction
    {
        public static Vector<float> Value(Vector<float> input, in Constants constants) =>
            input * input;

        public static Vector<float> Derivative(Vector<float> input, Vector<float> output, in Constants constants) =>
            input + input;
    }
}
