using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Recurrent.Kernels.Elementwise;

namespace Recurrent.Tensors.Ops.Elementwise;

/// <summary>Functions of one machine vector, built from correctly rounded operations, so that every vector width gives the same bits.</summary>
internal static class Lanes
{
    private const float SmallestNormal = 1.17549435e-38f;
    private const float Ln2High = 0.693147182f;
    private const float Ln2Low = -1.90465421e-9f;
    private const float SquareRootOfTwo = 1.41421356f;

    /// <summary>e^x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Exp(Vector<float> x) => Vector<float>.Count switch
    {
        4 => VectorMath.Exp(x.AsVector128()).AsVector(),
        8 => VectorMath.Exp(x.AsVector256()).AsVector(),
        _ => VectorMath.Exp(x.AsVector512()).AsVector(),
    };

    /// <summary>1 / (1 + e^−x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Sigmoid(Vector<float> x) => Vector<float>.Count switch
    {
        4 => VectorMath.Sigmoid(x.AsVector128()).AsVector(),
        8 => VectorMath.Sigmoid(x.AsVector256()).AsVector(),
        _ => VectorMath.Sigmoid(x.AsVector512()).AsVector(),
    };

    /// <summary>The hyperbolic tangent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Tanh(Vector<float> x) => Vector<float>.Count switch
    {
        4 => VectorMath.Tanh(x.AsVector128()).AsVector(),
        8 => VectorMath.Tanh(x.AsVector256()).AsVector(),
        _ => VectorMath.Tanh(x.AsVector512()).AsVector(),
    };

    /// <summary>The natural logarithm: −∞ at 0, NaN below.</summary>
    /// <remarks>x = 2^e m with m in [√½, √2); log m = 2 artanh(s), s = (m − 1)/(m + 1), |s| ≤ 0.172, as its series up to s⁹/9.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Log(Vector<float> x)
    {
        Vector<int> isSubnormal = Vector.LessThan(x, Splat(SmallestNormal));
        Vector<float> normal = Vector.ConditionalSelect(isSubnormal, x * Splat(1 << 23), x);
        Vector<int> bits = Vector.AsVectorInt32(normal);
        Vector<int> exponent = (bits >> 23) - new Vector<int>(127) - (isSubnormal & new Vector<int>(23));
        Vector<float> mantissa = Vector.AsVectorSingle((bits & new Vector<int>(0x7FFFFF)) | new Vector<int>(127 << 23));
        Vector<int> isHigh = Vector.GreaterThan(mantissa, Splat(SquareRootOfTwo));
        mantissa = Vector.ConditionalSelect(isHigh, mantissa * Splat(0.5f), mantissa);
        Vector<float> e = Vector.ConvertToSingle(exponent - isHigh);
        Vector<float> s = (mantissa - Vector<float>.One) / (mantissa + Vector<float>.One);
        Vector<float> square = s * s;
        Vector<float> series = Fused(square, Fused(square, Fused(square, Splat(2f / 9), Splat(2f / 7)), Splat(2f / 5)), Splat(2f / 3));
        Vector<float> result = Fused(e, Splat(Ln2High), Fused(s, Splat(2f), Fused(s * square, series, e * Splat(Ln2Low))));
        result = Vector.ConditionalSelect(Vector.Equals(x, Vector<float>.Zero), Splat(float.NegativeInfinity), result);
        result = Vector.ConditionalSelect(Vector.LessThan(x, Vector<float>.Zero), Splat(float.NaN), result);
        Vector<int> isPlain = Vector.LessThan(x, Splat(float.PositiveInfinity));
        return Vector.ConditionalSelect(isPlain, result, x);
    }

    /// <summary>log(1 + u) for 0 ≤ u ≤ 1, accurate relative to u.</summary>
    /// <remarks>2 artanh(s), s = u/(2 + u) ≤ ⅓, as its series up to s¹⁵/15.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> LogOnePlus(Vector<float> u)
    {
        Vector<float> s = u / (u + Splat(2f));
        Vector<float> square = s * s;
        Vector<float> series = Fused(square, Fused(square, Fused(square, Splat(2f / 15), Splat(2f / 13)), Splat(2f / 11)), Splat(2f / 9));
        series = Fused(square, Fused(square, Fused(square, series, Splat(2f / 7)), Splat(2f / 5)), Splat(2f / 3));
        return Fused(s * square, series, s + s);
    }

    /// <summary>log(1 + e^x), without overflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Softplus(Vector<float> x) =>
        Vector.Max(x, Vector<float>.Zero) + LogOnePlus(Exp(-Vector.Abs(x)));

    /// <summary>The standard normal distribution function Φ, accurate relative to its value in both tails.</summary>
    /// <remarks>
    /// Φ(x) = ½ erfc(−x/√2); erfc(z) = t P(t) e^−z² with t = 1/(1 + 0.3 z) for z ≥ 0 (the form of Abramowitz and Stegun 7.1.26), P of degree 8
    /// interpolated at Chebyshev nodes, relative error 2.4e-8 for z ≤ 9.5.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> NormalDistribution(Vector<float> x)
    {
        Vector<float> absolute = Vector.Abs(x);
        Vector<float> t = Vector<float>.One / Fused(absolute, Splat(0.3f * 0.707106781f), Vector<float>.One);
        Vector<float> p = ErfcPolynomial(t);
        Vector<float> tail = Splat(0.5f) * t * p * Exp(Splat(-0.5f) * x * x);
        return Vector.ConditionalSelect(Vector.LessThan(x, Vector<float>.Zero), tail, Vector<float>.One - tail);
    }

    /// <summary>The standard normal density φ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> NormalDensity(Vector<float> x) => Splat(0.398942280f) * Exp(Splat(-0.5f) * x * x);

    /// <summary>xᵖ lane by lane.</summary>
    public static Vector<float> Power(Vector<float> x, Vector<float> exponent)
    {
        Span<float> lanes = stackalloc float[Vector<float>.Count];
        x.CopyTo(lanes);
        for (int lane = 0; lane < lanes.Length; lane++)
        {
            lanes[lane] = MathF.Pow(lanes[lane], exponent[0]);
        }

        return new Vector<float>(lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Splat(float value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Fused(Vector<float> x, Vector<float> y, Vector<float> addend) => Vector.FusedMultiplyAdd(x, y, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> ErfcPolynomial(Vector<float> t)
    {
        Vector<float> p = Splat(-0.1304928155f);
        p = Fused(p, t, Splat(0.4905715979f));
        p = Fused(p, t, Splat(-0.5233146559f));
        p = Fused(p, t, Splat(0.5612462016f));
        p = Fused(p, t, Splat(-0.1047121406f));
        p = Fused(p, t, Splat(0.2195671146f));
        p = Fused(p, t, Splat(0.1470454192f));
        p = Fused(p, t, Splat(0.1709141562f));
        return Fused(p, t, Splat(0.1691751026f));
    }
}
