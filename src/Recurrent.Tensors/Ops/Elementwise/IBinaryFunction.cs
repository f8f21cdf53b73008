using System.Numerics;

namespace Recurrent.Tensors.Ops.Elementwise;

/// <summary>A differentiable function of two numbers, for machine vectors of them.</summary>
internal interface IBinaryFunction
{
    /// <summary>y = f(a, b).</summary>
    static abstract Vector<float> Value(Vector<float> left, Vector<float> right);

    /// <summary>∂y · ∂f/∂a.</summary>
    static abstract Vector<float> LeftTerm(Vector<float> gradient, Vector<float> left, Vector<float> right);

    /// <summary>∂y · ∂f/∂b.</summary>
    static abstract Vector<float> RightTerm(Vector<float> gradient, Vector<float> left, Vector<float> right);
}
