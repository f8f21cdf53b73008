using System.Numerics;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Elementwise;

namespace Recurrent.Tensors.Ops;

/// <summary>The smooth rectifier.</summary>
public static class SoftplusOp
{
    /// <summary>y = ln(1 + eˣ), computed as max(x, 0) + ln(1 + e^−|x|): no overflow, exact tails.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">x, <c>[…]</c>, any shape.</param>
    /// <returns>y, of the input's shape.</returns>
    /// <remarks>dy/dx = σ(x).</remarks>
    public static Tensor Softplus(this Tape tape, Tensor input) => UnaryOp.Apply<Function>(tape, input);

    private readonly struct Function : IUnaryFunction
    {
        public static Vector<float> Value(Vector<float> input, in Constants constants) =>
            Lanes.Softplus(input);

        public static Vector<float> Derivative(Vector<float> input, Vector<float> output, in Constants constants) =>
            Lanes.Sigmoid(input);
    }
}
