using System.Numerics;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Elementwise;

namespace Recurrent.Tensors.Ops;

/// <summary>The square root.</summary>
public static class SqrtOp
{
    /// <summary>y = √x; NaN below 0.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">x, <c>[…]</c>, any shape.</param>
    /// <returns>y, of the input's shape.</returns>
    /// <remarks>dy/dx = 1/(2y), infinite at 0: add a small number first where zeros occur.</remarks>
    public static Tensor Sqrt(this Tape tape, Tensor input) => UnaryOp.Apply<Function>(tape, input);

    private readonly struct Function : IUnaryFunction
    {
        public static Vector<float> Value(Vector<float> input, in Constants constants) =>
            Vector.SquareRoot(input);

        public static Vector<float> Derivative(Vector<float> input, Vector<float> output, in Constants constants) =>
            new Vector<float>(0.5f) / output;
    }
}
