using System.Numerics;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Elementwise;

namespace Recurrent.Tensors.Ops;

/// <summary>The rectified linear unit.</summary>
public static class ReluOp
{
    /// <summary>y = max(x, 0).</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">x, <c>[…]</c>, any shape.</param>
    /// <returns>y, of the input's shape.</returns>
    /// <remarks>dy/dx = 1 for x &gt; 0, else 0.</remarks>
    public static Tensor Relu(this Tape tape, Tensor input) => UnaryOp.Apply<Function>(tape, input);

    internal readonly struct Function : IUnaryFunction
    {
        public static Vector<float> Value(Vector<float> input, in Constants constants) =>
            Vector.Max(input, Vector<float>.Zero);

        public static Vector<float> Derivative(Vector<float> input, Vector<float> output, in Constants constants) =>
            Vector.ConditionalSelect(Vector.GreaterThan(input, Vector<float>.Zero), Vector<float>.One, Vector<float>.Zero);
    }
}
