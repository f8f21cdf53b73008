using System.Runtime.CompilerServices;

namespace Recurrent.Kernels.Elementwise;

internal static partial class VectorMath
{
    /// <summary>e^x for one float, with the bits of the vector versions.</summary>
    /// <param name="x">Any float; NaN passes through.</param>
    /// <returns>e^x, subnormal results included; 0 at −∞ and +∞ at +∞.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Exp(float x)
    {
        x = Clamp(x, ExpLowest, ExpHighest);
        float reduced = ReducedExpMinusOne(x, out float magic);
        int exponent = BitConverter.SingleToInt32Bits(magic) - RoundingMagicBits;
        // Two factors: 2^n alone leaves the normal numbers at both ends.
        int half = exponent >> 1;
        float first = BitConverter.Int32BitsToSingle((half << MantissaBits) + OneBits);
        float second = BitConverter.Int32BitsToSingle(((exponent - half) << MantissaBits) + OneBits);
        return (reduced + 1f) * first * second;
    }

    /// <summary>The logistic function 1 / (1 + e^−x) for one float, with the bits of the vector versions.</summary>
    /// <param name="x">Any float; NaN passes through.</param>
    /// <returns>A value in [0, 1]; exactly 0 below −88.4 and exactly 1 above 17.4.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sigmoid(float x) => Logistic(x, ExpHighest);

    /// <summary>The logistic function for one float, but never below the smallest number that kernels tell from 0.</summary>
    /// <param name="x">Any float; NaN passes through.</param>
    /// <returns>σ(x), or σ(−44.36) = 2⁻⁶⁴ for x below.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float BoundedSigmoid(float x) => Logistic(x, GateHighest);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Logistic(float x, float highest)
    {
        float reduced = ReducedExpMinusOne(-Clamp(x, -highest, SigmoidHighest), out float magic) + 1f;
        return 1f / MathF.FusedMultiplyAdd(PowerOfTwo(magic), reduced, 1f);
    }

    /// <summary>The hyperbolic tangent for one float, with the bits of the vector versions.</summary>
    /// <param name="x">Any float; NaN passes through.</param>
    /// <returns>A value in [−1, 1]; exactly ±1 beyond ±9.02; tanh(−x) = −tanh(x) in every bit.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Tanh(float x)
    {
        float doubled = MathF.Abs(x) * -2f;
        float reduced = ReducedExpMinusOne(doubled < TanhLowest ? TanhLowest : doubled, out float magic);
        float scale = PowerOfTwo(magic);
        float oneMinusExp = MathF.FusedMultiplyAdd(-scale, reduced, 1f - scale);
        return MathF.CopySign(oneMinusExp / (2f - oneMinusExp), x);
    }

    // Comparisons with NaN are false, so NaN stays NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Clamp(float x, float lowest, float highest)
    {
        x = x < lowest ? lowest : x;
        return x > highest ? highest : x;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float PowerOfTwo(float magic) => BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(magic) << MantissaBits);

    // e^r − 1 with x = n ln 2 + r; the low bits of magic hold n plus the bias of exponents.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float ReducedExpMinusOne(float x, out float magic)
    {
        magic = MathF.FusedMultiplyAdd(x, Log2E, RoundingMagic);
        float n = magic - RoundingMagic;
        float r = MathF.FusedMultiplyAdd(n, -Ln2High, x);
        r = MathF.FusedMultiplyAdd(n, -Ln2Low, r);
        float square = r * r;
        float upper = MathF.FusedMultiplyAdd(square, P4, MathF.FusedMultiplyAdd(r, P3, P2));
        float lower = MathF.FusedMultiplyAdd(r, P1, P0);
        float polynomial = MathF.FusedMultiplyAdd(square, upper, lower);
        return MathF.FusedMultiplyAdd(square, polynomial, r);
    }
}
