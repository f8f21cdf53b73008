using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Recurrent.Kernels.Elementwise;

internal static partial class VectorMath
{
    /// <summary>e^x for 8 lanes.</summary>
    /// <param name="x">Any floats; NaN passes through.</param>
    /// <returns>e^x, subnormal results included; 0 at −∞ and +∞ at +∞.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp(Vector256<float> x)
    {
        // The native minimum and maximum return their second operand when it is NaN.
        x = Vector256.MinNative(Vector256.Create(ExpHighest), Vector256.MaxNative(Vector256.Create(ExpLowest), x));
        Vector256<float> reduced = ReducedExpMinusOne(x, out Vector256<float> magic);
        Vector256<int> exponent = magic.AsInt32() - Vector256.Create(RoundingMagicBits);
        // Two factors: 2^n alone leaves the normal numbers at both ends.
        Vector256<int> half = exponent >> 1;
        Vector256<float> first = ((half << MantissaBits) + Vector256.Create(OneBits)).AsSingle();
        Vector256<float> second = (((exponent - half) << MantissaBits) + Vector256.Create(OneBits)).AsSingle();
        return (reduced + Vector256<float>.One) * first * second;
    }

    /// <summary>The logistic function 1 / (1 + e^−x) for 8 lanes.</summary>
    /// <param name="x">Any floats; NaN passes through.</param>
    /// <returns>Values in [0, 1]; exactly 0 below −88.4 and exactly 1 above 17.4.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x) => Logistic(x, ExpHighest);

    /// <summary>The logistic function for 8 lanes, but never below the smallest number that kernels tell from 0.</summary>
    /// <param name="x">Any floats; NaN passes through.</param>
    /// <returns>σ(x), or σ(−44.36) = 2⁻⁶⁴ for x below.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> BoundedSigmoid(Vector256<float> x) => Logistic(x, GateHighest);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Logistic(Vector256<float> x, float highest)
    {
        // e^−x: x itself is clamped and its sign goes into the multiply-adds.
        x = Vector256.MinNative(Vector256.Create(SigmoidHighest), Vector256.MaxNative(Vector256.Create(-highest), x));
        Vector256<float> magic = Vector256.FusedMultiplyAdd(x, Vector256.Create(-Log2E), Vector256.Create(RoundingMagic));
        Vector256<float> n = magic - Vector256.Create(RoundingMagic);
        Vector256<float> r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-Ln2High), -x);
        r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-Ln2Low), r);
        return Vector256<float>.One / Vector256.FusedMultiplyAdd(PowerOfTwo(magic), ExpMinusOne(r) + Vector256<float>.One, Vector256<float>.One);
    }

    /// <summary>The hyperbolic tangent for 8 lanes, accurate near 0 too.</summary>
    /// <param name="x">Any floats; NaN passes through.</param>
    /// <returns>Values in [−1, 1]; exactly ±1 beyond ±9.02; tanh(−x) = −tanh(x) in every bit.</returns>
    /// <remarks>tanh |x| = −m / (2 + m) with m = e^(−2|x|) − 1, which never cancels and never overflows.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x)
    {
        Vector256<float> doubled = Vector256.MaxNative(Vector256.Create(TanhLowest), Vector256.Abs(x) * Vector256.Create(-2f));
        Vector256<float> reduced = ReducedExpMinusOne(doubled, out Vector256<float> magic);
        Vector256<float> scale = PowerOfTwo(magic);
        Vector256<float> oneMinusExp = Vector256.FusedMultiplyAdd(-scale, reduced, Vector256<float>.One - scale);
        Vector256<float> magnitude = oneMinusExp / (Vector256.Create(2f) - oneMinusExp);

        // The magnitude's own sign bit is never set.
        return magnitude | (x & Vector256.Create(-0f));
    }

    // 2^n for n from −126 to 127, from the sum that rounded it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> PowerOfTwo(Vector256<float> magic) => (magic.AsInt32() << MantissaBits).AsSingle();

    // e^r − 1 with x = n ln 2 + r; the low bits of magic hold n plus the bias of exponents.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> ReducedExpMinusOne(Vector256<float> x, out Vector256<float> magic)
    {
        magic = Vector256.FusedMultiplyAdd(x, Vector256.Create(Log2E), Vector256.Create(RoundingMagic));
        Vector256<float> n = magic - Vector256.Create(RoundingMagic);
        Vector256<float> r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-Ln2High), x);
        return ExpMinusOne(Vector256.FusedMultiplyAdd(n, Vector256.Create(-Ln2Low), r));
    }

    // e^r − 1 for |r| ≤ ln 2 / 2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> ExpMinusOne(Vector256<float> r)
    {
        Vector256<float> square = r * r;
        Vector256<float> upper = Vector256.FusedMultiplyAdd(
            square, Vector256.Create(P4), Vector256.FusedMultiplyAdd(r, Vector256.Create(P3), Vector256.Create(P2)));
        Vector256<float> lower = Vector256.FusedMultiplyAdd(r, Vector256.Create(P1), Vector256.Create(P0));
        Vector256<float> polynomial = Vector256.FusedMultiplyAdd(square, upper, lower);
        return Vector256.FusedMultiplyAdd(square, polynomial, r);
    }
}
