using System.Numerics;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Elementwise;

namespace Recurrent.Tensors.Ops;

/// <summary>The exponential linear unit.</summary>
public static class EluOp
{
    /// <summary>y = x for x &gt; 0, else α (eˣ − 1).</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">x, <c>[…]</c>, any shape.</param>
    /// <param name="alpha">α, the limit of −y for x → −∞; 1 as in PyTorch.</param>
    /// <returns>y, of the input's shape.</returns>
    /// <remarks>dy/dx = 1 for x &gt; 0, else y + α. Clevert, Unterthiner and Hochreiter, 2016. eˣ − 1 is computed as tanh(x/2) (eˣ + 1), exact near 0.</remarks>
    public static Tensor Elu(this Tape tape, Tensor input, float alpha = 1f) => UnaryOp.Apply<Function>(tape, input, alpha);

    private readonly struct Function : IUnaryFunction
    {
        public static Vector<float> Value(Vector<float> input, in Constants constants) =>
            Vector.ConditionalSelect(
                Vector.GreaterThan(input, Vector<float>.Zero),
                input,
                constants.First * Lanes.Tanh(input * Lanes.Splat(0.5f)) * (Lanes.Exp(Vector.Min(input, Vector<float>.Zero)) + Vector<float>.One));

        public static Vector<float> Derivative(Vector<float> input, Vector<float> output, in Constants constants) =>
            Vector.ConditionalSelect(Vector.GreaterThan(input, Vector<float>.Zero), Vector<float>.One, output + constants.First);
    }
}
