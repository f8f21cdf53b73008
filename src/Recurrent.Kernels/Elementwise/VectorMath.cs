namespace Recurrent.Kernels.Elementwise;

/// <summary>
/// The exponential, the logistic function and the hyperbolic tangent for one float or for a vector of 4, 8 or 16, to be inlined into kernels.
/// </summary>
/// <remarks>
/// Every width computes the same sequence of correctly rounded operations (fused multiply-add, add, multiply, divide), so every width
/// gives the same bits and a loop may finish its tail at any width. Argument reduction x = n ln 2 + r with |r| ≤ ln 2 / 2 (Cody and Waite,
/// 1980), then e^r − 1 = r + r² P(r) with P of degree 4, a minimax fit of (e^r − 1 − r) / r². Measured error bounds are in docs/numerics.md.
/// </remarks>
internal static partial class VectorMath
{
    private const float Log2E = 1.44269502f;
    private const float Ln2High = 0.693147182f;
    private const float Ln2Low = -1.90465421e-9f;

    private const int ExponentBias = 127;
    private const int MantissaBits = 23;
    private const int OneBits = ExponentBias << MantissaBits;

    // Added to |v| < 2^21 it leaves round(v) + ExponentBias in the low mantissa bits: rounding, conversion to integer and bias in one addition.
    // A shift to the left by 23 bits then drops all but that and makes 2^round(v) of it.
    private const float RoundingMagic = 12582912f + ExponentBias;
    private const int RoundingMagicBits = 0x4B400000 + ExponentBias;

    private const float P0 = 0.5f;
    private const float P1 = 0.16666545f;
    private const float P2 = 0.041666288f;
    private const float P3 = 0.0083663743f;
    private const float P4 = 0.0013946051f;

    // e^89 overflows and e^−104 is below half of the least subnormal number: outside nothing changes.
    private const float ExpHighest = 89f;
    private const float ExpLowest = -104f;

    // 1 + e^−87 = 1; n stays in the range of normal exponents.
    private const float SigmoidHighest = 87f;

    // σ(−44.36) is 2^−64, just not below SmallNumbers.Limit.
    private const float GateHighest = 44.361415f;

    // tanh(20) rounds to 1.
    private const float TanhLowest = -40f;
}
