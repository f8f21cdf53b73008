using System.Numerics;

namespace Recurrent.Tensors.Ops.Elementwise;

/// <summary>A differentiable function of one number, for a machine vector of them.</summary>
internal interface IUnaryFunction
{
    /// <summary>y = f(x).</summary>
    static abstract Vector<float> Value(Vector<float> input, in Constants constants);

    /// <summary>f′(x), from x and y, whichever is cheaper.</summary>
    static abstract Vector<float> Derivative(Vector<float> input, Vector<float> output, in Constants constants);
}
