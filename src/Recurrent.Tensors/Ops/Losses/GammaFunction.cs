namespace Recurrent.Tensors.Ops.Losses;

/// <summary>The logarithm of the gamma function and its derivative, for positive arguments.</summary>
/// <remarks>
/// The argument is raised to at least 12 by Γ(x + 1) = x Γ(x), then Stirling's series takes over (Abramowitz and Stegun 6.1.41 and 6.3.18),
/// whose first term left out is below 1e-15 there.
/// </remarks>
internal static class GammaFunction
{
    private const double SeriesStart = 12;
    private const double HalfLogTwoPi = StableMath.LogTwoPi / 2;

    /// <summary>ln Γ(x), x &gt; 0.</summary>
    public static double LogGamma(double x)
    {
        double product = 1;
        for (; x < SeriesStart; x++)
        {
            product *= x;
        }

        double inverse = 1 / x;
        double square = inverse * inverse;
        double series = inverse * ((1.0 / 12) - (square * ((1.0 / 360) - (square * ((1.0 / 1260) - (square * ((1.0 / 1680) - (square / 1188))))))));
        return ((x - 0.5) * Math.Log(x)) - x + HalfLogTwoPi + series - Math.Log(product);
    }

    /// <summary>ψ(x) = d ln Γ(x) / dx, x &gt; 0.</summary>
    public static double Digamma(double x)
    {
        double shift = 0;
        for (; x < SeriesStart; x++)
        {
            shift += 1 / x;
        }

        double inverse = 1 / x;
        double square = inverse * inverse;
        double series = square * ((1.0 / 12) - (square * ((1.0 / 120) - (square * ((1.0 / 252) - (square * ((1.0 / 240) - (square / 132))))))));
        return Math.Log(x) - (inverse / 2) - series - shift;
    }
}
