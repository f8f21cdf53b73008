namespace Recurrent.Kernels.Elementwise;

/// <summary>
/// Double-precision functions from additions, products and divisions alone: the same bits on every processor and operating system, which
/// the functions of <see cref="Math"/> do not promise.
/// </summary>
internal static class PortableMath
{
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const long MantissaMask = 0xFFFFFFFFFFFFF;
    private const long OneBits = 0x3FF0000000000000;
    private const int MantissaBits = 52;
    private const int ExponentBias = 1023;

    // Taylor series without their first terms, highest power first.
    private static ReadOnlySpan<double> LogCoefficients => [1 / 23.0, 1 / 21.0, 1 / 19.0, 1 / 17.0, 1 / 15.0, 1 / 13.0, 1 / 11.0, 1 / 9.0, 1 / 7.0, 1 / 5.0, 1 / 3.0];

    private static ReadOnlySpan<double> CosineCoefficients =>
        [1 / 20922789888000.0, -1 / 87178291200.0, 1 / 479001600.0, -1 / 3628800.0, 1 / 40320.0, -1 / 720.0, 1 / 24.0, -1 / 2.0];

    private static ReadOnlySpan<double> SineCoefficients =>
        [1 / 355687428096000.0, -1 / 1307674368000.0, 1 / 6227020800.0, -1 / 39916800.0, 1 / 362880.0, -1 / 5040.0, 1 / 120.0, -1 / 6.0];

    /// <summary>The natural logarithm.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>log x; −∞ at 0, NaN below 0.</returns>
    /// <remarks>x = 2^e m with √½ ≤ m &lt; √2; log m = 2 artanh s with s = (m − 1) / (m + 1), by its Taylor series.</remarks>
    public static double Log(double x)
    {
        if (double.IsNaN(x) || x < 0) return double.NaN;
        if (x == 0) return double.NegativeInfinity;
        if (double.IsPositiveInfinity(x)) return x;
        int exponent = 0;
        if (!double.IsNormal(x))
        {
            x *= 1L << MantissaBits;
            exponent = -MantissaBits;
        }

        long bits = BitConverter.DoubleToInt64Bits(x);
        exponent += (int)(bits >> MantissaBits) - ExponentBias;
        double mantissa = BitConverter.Int64BitsToDouble((bits & MantissaMask) | OneBits);
        if (mantissa > 1.4142135623730951)
        {
            mantissa /= 2;
            exponent++;
        }

        double s = (mantissa - 1) / (mantissa + 1);
        double square = s * s;
        double series = 0;
        foreach (double coefficient in LogCoefficients) series = (series + coefficient) * square;
        return (exponent * Ln2High) + ((exponent * Ln2Low) + (2 * s * series) + (2 * s));
    }

    /// <summary>Cosine and sine of 2π · turn / 2³².</summary>
    /// <param name="turn">The angle as a fraction of a full turn.</param>
    /// <param name="sine">The sine.</param>
    /// <returns>The cosine.</returns>
    /// <remarks>Reduction to the nearest quarter turn is exact in integers; then the Taylor series within ±π/4.</remarks>
    public static double CosineSine(uint turn, out double sine)
    {
        const int QuarterBits = 30;
        uint quarter = unchecked(turn + (1u << (QuarterBits - 1))) >> QuarterBits;
        int rest = unchecked((int)(turn - (quarter << QuarterBits)));
        double angle = rest * (2 * Math.PI / 4294967296.0);
        double square = angle * angle;
        double cosineSeries = 0;
        double sineSeries = 0;
        for (int k = 0; k < CosineCoefficients.Length; k++)
        {
            cosineSeries = (cosineSeries + CosineCoefficients[k]) * square;
            sineSeries = (sineSeries + SineCoefficients[k]) * square;
        }

        double cosine = 1 + cosineSeries;
        sine = angle + (angle * sineSeries);
        switch (quarter)
        {
            case 0: return cosine;
            case 1: (cosine, sine) = (-sine, cosine); return cosine;
            case 2: (cosine, sine) = (-cosine, -sine); return cosine;
            default: (cosine, sine) = (sine, -cosine); return cosine;
        }
    }
}
