using System.Numerics;

namespace Recurrent.Tensors.Ops.Elementwise;

/// <summary>A gradient times the left operand.</summary>
internal readonly struct ScaledTerm : IGradientTerm
{
    public static Vector<float> Value(Vector<float> gradient, Vector<float> left, Vector<float> right) => gradient * left;
}
