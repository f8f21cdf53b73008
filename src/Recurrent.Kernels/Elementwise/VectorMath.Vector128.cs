using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Recurrent.Kernels.Elementwise;

internal static partial class VectorMath
{
    /// <summary>e^x for 4 lanes.</summary>
    /// <param name="x">Any floats; NaN passes through.</param>
    /// <returns>e^x, subnormal results included; 0 at −∞ and +∞ at +∞.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Exp(Vector128<float> x)
    {
        // The native minimum and maximum return their second operand when it is NaN.
        x = Vector128.MinNative(Vector128.Create(ExpHighest), Vector128.MaxNative(Vector128.Create(ExpLowest), x));
        Vector128<float> reduced = ReducedExpMinusOne(x, out Vector128<float> magic);
        Vector128<int> exponent = magic.AsInt32() - Vector128.Create(RoundingMagicBits);
        // Two factors: 2^n alone leaves the normal numbers at both ends.
        Vector128<int> half = exponent >> 1;
        Vector128<float> first = ((half << MantissaBits) + Vector128.Create(OneBits)).AsSingle();
        Vector128<float> second = (((exponent - half) << MantissaBits) + Vector128.Create(OneBits)).AsSingle();
        return (reduced + Vector128<float>.One) * first * second;
    }

    /// <summary>The logistic function 1 / (1 + e^−x) for 4 lanes.</summary>
    /// <param name="x">Any floats; NaN passes through.</param>
    /// <returns>Values in [0, 1]; exactly 0 below −88.4 and exactly 1 above 17.4.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sigmoid(Vector128<float> x) => Logistic(x, ExpHighest);

    /// <summary>The logistic function for 4 lanes, but never below the smallest number that kernels tell from 0.</summary>
    /// <param name="x">Any floats; NaN passes through.</param>
    /// <returns>σ(x), or σ(−44.36) = 2⁻⁶⁴ for x below.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> BoundedSigmoid(Vector128<float> x) => Logistic(x, GateHighest);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Logistic(Vector128<float> x, float highest)
    {
        // e^−x: x itself is clamped and its sign goes into the multiply-adds.
        x = Vector128.MinNative(Vector128.Create(SigmoidHighest), Vector128.MaxNative(Vector128.Create(-highest), x));
        Vector128<float> magic = Vector128.FusedMultiplyAdd(x, Vector128.Create(-Log2E), Vector128.Create(RoundingMagic));
        Vector128<float> n = magic - Vector128.Create(RoundingMagic);
        Vector128<float> r = Vector128.FusedMultiplyAdd(n, Vector128.Create(-Ln2High), -x);
        r = Vector128.FusedMultiplyAdd(n, Vector128.Create(-Ln2Low), r);
        return Vector128<float>.One / Vector128.FusedMultiplyAdd(PowerOfTwo(magic), ExpMinusOne(r) + Vector128<float>.One, Vector128<float>.One);
    }

    /// <summary>The hyperbolic tangent for 4 lanes, accurate near 0 too.</summary>
    /// <param name="x">Any floats; NaN passes through.</param>
    /// <returns>Values in [−1, 1]; exactly ±1 beyond ±9.02; tanh(−x) = −tanh(x) in every bit.</returns>
    /// <remarks>tanh |x| = −m / (2 + m) with m = e^(−2|x|) − 1, which never cancels and never overflows.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Tanh(Vector128<float> x)
    {
        Vector128<float> doubled = Vector128.MaxNative(Vector128.Create(TanhLowest), Vector128.Abs(x) * Vector128.Create(-2f));
        Vector128<float> reduced = ReducedExpMinusOne(doubled, out Vector128<float> magic);
        Vector128<float> scale = PowerOfTwo(magic);
        Vector128<float> oneMinusExp = Vector128.FusedMultiplyAdd(-scale, reduced, Vector128<float>.One - scale);
        Vector128<float> magnitude = oneMinusExp / (Vector128.Create(2f) - oneMinusExp);

        // The magnitude's own sign bit is never set.
        return magnitude | (x & Vector128.Create(-0f));
    }

    // 2^n for n from −126 to 127, from the sum that rounded it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> PowerOfTwo(Vector128<float> magic) => (magic.AsInt32() << MantissaBits).AsSingle();

    // e^r − 1 with x = n ln 2 + r; the low bits of magic hold n plus the bias of exponents.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ReducedExpMinusOne(Vector128<float> x, out Vector128<float> magic)
    {
        magic = Vector128.FusedMultiplyAdd(x, Vector128.Create(Log2E), Vector128.Create(RoundingMagic));
        Vector128<float> n = magic - Vector128.Create(RoundingMagic);
        Vector128<float> r = Vector128.FusedMultiplyAdd(n, Vector128.Create(-Ln2High), x);
        return ExpMinusOne(Vector128.FusedMultiplyAdd(n, Vector128.Create(-Ln2Low), r));
    }

    // e^r − 1 for |r| ≤ ln 2 / 2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ExpMinusOne(Vector128<float> r)
    {
        Vector128<float> square = r * r;
        Vector128<float> upper = Vector128.FusedMultiplyAdd(
            square, Vector128.Create(P4), Vector128.FusedMultiplyAdd(r, Vector128.Create(P3), Vector128.Create(P2)));
        Vector128<float> lower = Vector128.FusedMultiplyAdd(r, Vector128.Create(P1), Vector128.Create(P0));
        Vector128<float> polynomial = Vector128.FusedMultiplyAdd(square, upper, lower);
        return Vector128.FusedMultiplyAdd(square, polynomial, r);
    }
}
