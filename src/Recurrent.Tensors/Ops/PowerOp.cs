using System.Numerics;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Elementwise;

namespace Recurrent.Tensors.Ops;

/// <summary>A constant power.</summary>
public static class PowerOp
{
    /// <summary>y = xᵖ; NaN for negative x unless p is whole.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">x, <c>[…]</c>, any shape.</param>
    /// <param name="exponent">p, any number.</param>
    /// <returns>y, of the input's shape.</returns>
    /// <remarks>dy/dx = p xᵖ⁻¹.</remarks>
    public static Tensor Power(this Tape tape, Tensor input, float exponent) => UnaryOp.Apply<Function>(tape, input, exponent);

    private readonly struct Function : IUnaryFunction
    {
        public static Vector<float> Value(Vector<float> input, in Constants constants) =>
            Lanes.Power(input, constants.First);

        public static Vector<float> Derivative(Vector<float> input, Vector<float> output, in Constants constants) =>
            constants.First * Lanes.Power(input, constants.First - Vector<float>.One);
    }
}
