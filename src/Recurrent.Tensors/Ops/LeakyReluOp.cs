using System.Numerics;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Elementwise;

namespace Recurrent.Tensors.Ops;

/// <summary>The rectified linear unit that leaks for negative arguments.</summary>
public static class LeakyReluOp
{
    /// <summary>y = x for x &gt; 0, else slope · x.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">x, <c>[…]</c>, any shape.</param>
    /// <param name="negativeSlope">Slope for x ≤ 0; 0.01 as in PyTorch.</param>
    /// <returns>y, of the input's shape.</returns>
    /// <remarks>dy/dx = 1 for x &gt; 0, else slope. Maas, Hannun and Ng, 2013.</remarks>
    public static Tensor LeakyRelu(this Tape tape, Tensor input, float negativeSlope = 0.01f) => UnaryOp.Apply<Function>(tape, input, negativeSlope);

    private readonly struct Function : IUnaryFunction
    {
        public static Vector<float> Value(Vector<float> input, in Constants constants) =>
            Vector.ConditionalSelect(Vector.GreaterThan(input, Vector<float>.Zero), input, input * constants.First);

        public static Vector<float> Derivative(Vector<float> input, Vector<float> output, in Constants constants) =>
            Vector.ConditionalSelect(Vector.GreaterThan(input, Vector<float>.Zero), Vector<float>.One, constants.First);
    }
}
