using System.Numerics;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Elementwise;

namespace Recurrent.Tensors.Ops;

/// <summary>The sum of a tensor and a number.</summary>
public static class AddScalarOp
{
    /// <summary>y = x + c.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">x, <c>[…]</c>, any shape.</param>
    /// <param name="value">c, any number.</param>
    /// <returns>y, of the input's shape.</returns>
    /// <remarks>dy/dx = 1.</remarks>
    public static Tensor AddScalar(this Tape tape, Tensor input, float value) => UnaryOp.Apply<Function>(tape, input, value);

    private readonly struct Function : IUnaryFunction
    {
        public static Vector<float> Value(Vector<float> input, in Constants constants) =>
            input + constants.First;

        public static Vector<float> Derivative(Vector<float> input, Vector<float> output, in Constants constants) =>
            Vector<float>.One;
    }
}
