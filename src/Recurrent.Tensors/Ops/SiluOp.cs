using System.Numerics;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Elementwise;

namespace Recurrent.Tensors.Ops;

/// <summary>The sigmoid linear unit, also named swish.</summary>
public static class SiluOp
{
    /// <summary>y = x σ(x).</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">x, <c>[…]</c>, any shape.</param>
    /// <returns>y, of the input's shape.</returns>
    /// <remarks>dy/dx = σ(x) (1 + x (1 − σ(x))). Elfwing, Uchibe and Doya, 2018.</remarks>
    public static Tensor Silu(this Tape tape, Tensor input) => UnaryOp.Apply<Function>(tape, input);

    private readonly struct Function : IUnaryFunction
    {
        public static Vector<float> Value(Vector<float> input, in Constants constants) =>
            input * Lanes.Sigmoid(input);

        public static Vector<float> Derivative(Vector<float> input, Vector<float> output, in Constants constants) =>
            Combine(input, Lanes.Sigmoid(input));

        private static Vector<float> Combine(Vector<float> input, Vector<float> sigmoid) =>
            sigmoid * (Vector<float>.One + (input * (Vector<float>.One - sigmoid)));
    }
}
