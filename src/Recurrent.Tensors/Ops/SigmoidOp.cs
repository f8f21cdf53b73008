using System.Numerics;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Elementwise;

namespace Recurrent.Tensors.Ops;

/// <summary>The logistic function.</summary>
public static class SigmoidOp
{
    /// <summary>y = σ(x) = 1 / (1 + e⁻ˣ).</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">x, <c>[…]</c>, any shape.</param>
    /// <returns>y, of the input's shape.</returns>
    /// <remarks>dy/dx = y (1 − y).</remarks>
    public static Tensor Sigmoid(this Tape tape, Tensor input) => UnaryOp.Apply<Function>(tape, input);

    private readonly struct Function : IUnaryFunction
    {
        public static Vector<float> Value(Vector<float> input, in Constants constants) =>
            Lanes.Sigmoid(input);

        public static Vector<float> Derivative(Vector<float> input, Vector<float> output, in Constants constants) =>
            output * (Vector<float>.One - output);
    }
}
