using System.Numerics;

namespace Recurrent.Tensors.Ops.Elementwise;

/// <summary>One operand's share of a binary function's gradient.</summary>
internal interface IGradientTerm
{
    static abstract Vector<float> Value(Vector<float> gradient, Vector<float> left, Vector<float> right);
}
