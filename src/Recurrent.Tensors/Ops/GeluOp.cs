using System.Numerics;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Elementwise;

namespace Recurrent.Tensors.Ops;

/// <summary>The Gaussian error linear unit in its exact form (not the tanh approximation).</summary>
public static class GeluOp
{
    /// <summary>y = x Φ(x), Φ the standard normal distribution function (erf form, PyTorch's default).</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">x, <c>[…]</c>, any shape.</param>
    /// <returns>y, of the input's shape.</returns>
    /// <remarks>dy/dx = Φ(x) + x φ(x). Hendrycks and Gimpel, 2016.</remarks>
    public static Tensor Gelu(this Tape tape, Tensor input) => UnaryOp.Apply<Function>(tape, input);

    internal readonly struct Function : IUnaryFunction
    {
        public static Vector<float> Value(Vector<float> input, in Constants constants) =>
            input * Lanes.NormalDistribution(input);

        public static Vector<float> Derivative(Vector<float> input, Vector<float> output, in Constants constants) =>
            Lanes.NormalDistribution(input) + (input * Lanes.NormalDensity(input));
    }
}
