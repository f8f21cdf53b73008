using System.Numerics;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Elementwise;

namespace Recurrent.Tensors.Ops;

/// <summary>The product of a tensor and a number.</summary>
public static class ScaleOp
{
    /// <summary>y = c x.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">x, <c>[…]</c>, any shape.</param>
    /// <param name="factor">c, any number.</param>
    /// <returns>y, of the input's shape.</returns>
    /// <remarks>dy/dx = c.</remarks>
    public static Tensor Scale(this Tape tape, Tensor input, float factor) => UnaryOp.Apply<Function>(tape, input, factor);

    private readonly struct Function : IUnaryFunction
    {
        public static Vector<float> Value(Vector<float> input, in Constants constants) =>
            input * constants.First;

        public static Vector<float> Derivative(Vector<float> input, Vector<float> output, in Constants constants) =>
            constants.First;
    }
}
