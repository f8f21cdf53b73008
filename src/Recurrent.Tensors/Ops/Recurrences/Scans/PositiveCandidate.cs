using System.Numerics;
using System.Runtime.CompilerServices;
using Recurrent.Tensors.Ops.Elementwise;

namespace Recurrent.Tensors.Ops.Recurrences.Scans;

/// <summary>g(x) = x + ½ from 0 on and σ(x) below: positive, and continuous at 0.</summary>
/// <remarks>Feng and others, "Were RNNs all we needed?", 2024, appendix B.</remarks>
internal static class PositiveCandidate
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Value(Vector<float> x) =>
        Vector.ConditionalSelect(Vector.GreaterThanOrEqual(x, Vector<float>.Zero), x + Lanes.Splat(0.5f), Lanes.Sigmoid(x));

    /// <param name="x">The argument.</param>
    /// <param name="value">g(x).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Derivative(Vector<float> x, Vector<float> value) =>
        Vector.ConditionalSelect(Vector.GreaterThanOrEqual(x, Vector<float>.Zero), Vector<float>.One, value * (Vector<float>.One - value));
}
