using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Recurrent.Kernels.Elementwise;

internal static partial class VectorMath
{
    /// <summary>e^x for 16 lanes.</summary>
    /// <param name="x">Any floats; NaN passes through.</param>
    /// <returns>e^x, subnormal results included; 0 at −∞ and +∞ at +∞.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        // The native minimum and maximum return their second operand when it is NaN.
        x = Vector512.MinNative(Vector512.Create(ExpHighest), Vector512.MaxNative(Vector512.Create(ExpLowest), x));
        Vector512<float> reduced = ReducedExpMinusOne(x, out Vector512<float> magic);
        Vector512<int> exponent = magic.AsInt32() - Vector512.Create(RoundingMagicBits);
        // Two factors: 2^n alone leaves the normal numbers at both ends.
        Vector512<int> half = exponent >> 1;
        Vector512<float> first = ((half << MantissaBits) + Vector512.Create(OneBits)).AsSingle();
        Vector512<float> second = (((exponent - half) << MantissaBits) + Vector512.Create(OneBits)).AsSingle();
        return (reduced + Vector512<float>.One) * first * second;
    }

    /// <summary>The logistic function 1 / (1 + e^−x) for 16 lanes.</summary>
    /// <param name="x">Any floats; NaN passes through.</param>
    /// <returns>Values in [0, 1]; exactly 0 below −88.4 and exactly 1 above 17.4.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x) => Logistic(x, ExpHighest);

    /// <summary>The logistic function for 16 lanes, but never below the smallest number that kernels tell from 0.</summary>
    /// <param name="x">Any floats; NaN passes through.</param>
    /// <returns>σ(x), or σ(−44.36) = 2⁻⁶⁴ for x below.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> BoundedSigmoid(Vector512<float> x) => Logistic(x, GateHighest);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Logistic(Vector512<float> x, float highest)
    {
        // e^−x: x itself is clamped and its sign goes into the multiply-adds.
        x = Vector512.MinNative(Vector512.Create(SigmoidHighest), Vector512.MaxNative(Vector512.Create(-highest), x));
        Vector512<float> magic = Vector512.FusedMultiplyAdd(x, Vector512.Create(-Log2E), Vector512.Create(RoundingMagic));
        Vector512<float> n = magic - Vector512.Create(RoundingMagic);
        Vector512<float> r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2High), -x);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2Low), r);
        return Vector512<float>.One / Vector512.FusedMultiplyAdd(PowerOfTwo(magic), ExpMinusOne(r) + Vector512<float>.One, Vector512<float>.One);
    }

    /// <summary>The hyperbolic tangent for 16 lanes, accurate near 0 too.</summary>
    /// <param name="x">Any floats; NaN passes through.</param>
    /// <returns>Values in [−1, 1]; exactly ±1 beyond ±9.02; tanh(−x) = −tanh(x) in every bit.</returns>
    /// <remarks>tanh |x| = −m / (2 + m) with m = e^(−2|x|) − 1, which never cancels and never overflows.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        Vector512<float> doubled = Vector512.MaxNative(Vector512.Create(TanhLowest), Vector512.Abs(x) * Vector512.Create(-2f));
        Vector512<float> reduced = ReducedExpMinusOne(doubled, out Vector512<float> magic);
        Vector512<float> scale = PowerOfTwo(magic);
        Vector512<float> oneMinusExp = Vector512.FusedMultiplyAdd(-scale, reduced, Vector512<float>.One - scale);
        Vector512<float> magnitude = oneMinusExp / (Vector512.Create(2f) - oneMinusExp);

        // The magnitude's own sign bit is never set.
        return magnitude | (x & Vector512.Create(-0f));
    }

    // 2^n for n from −126 to 127, from the sum that rounded it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> PowerOfTwo(Vector512<float> magic) => (magic.AsInt32() << MantissaBits).AsSingle();

    // e^r − 1 with x = n ln 2 + r; the low bits of magic hold n plus the bias of exponents.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ReducedExpMinusOne(Vector512<float> x, out Vector512<float> magic)
    {
        magic = Vector512.FusedMultiplyAdd(x, Vector512.Create(Log2E), Vector512.Create(RoundingMagic));
        Vector512<float> n = magic - Vector512.Create(RoundingMagic);
        Vector512<float> r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2High), x);
        return ExpMinusOne(Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2Low), r));
    }

    // e^r − 1 for |r| ≤ ln 2 / 2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ExpMinusOne(Vector512<float> r)
    {
        Vector512<float> square = r * r;
        Vector512<float> upper = Vector512.FusedMultiplyAdd(
            square, Vector512.Create(P4), Vector512.FusedMultiplyAdd(r, Vector512.Create(P3), Vector512.Create(P2)));
        Vector512<float> lower = Vector512.FusedMultiplyAdd(r, Vector512.Create(P1), Vector512.Create(P0));
        Vector512<float> polynomial = Vector512.FusedMultiplyAdd(square, upper, lower);
        return Vector512.FusedMultiplyAdd(square, polynomial, r);
    }
}
