namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>The upper tail of the standard normal distribution.</summary>
internal static class NormalTail
{
    private const double Furthest = 38;

    /// <summary>Where the tail has a probability.</summary>
    /// <param name="probability">Above 0 and at most 0.5.</param>
    public static double Quantile(double probability)
    {
        var (low, high) = (0.0, Furthest);
        for (var halving = 0; halving < 80; halving++)
        {
            var middle = (low + high) / 2;
            if (Probability(middle) > probability) low = middle;
            else high = middle;
        }
        return low;
    }

    /// <summary>Q(z) for z ≥ 0, to a relative error of 1.2e-7.</summary>
    /// <remarks>Chebyshev fit of erfc: Press et al., Numerical Recipes, section 6.2.</remarks>
    public static double Probability(double z)
    {
        ReadOnlySpan<double> coefficients =
        [
            -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277,
        ];
        var x = z / Math.Sqrt(2);
        var t = 1 / (1 + (0.5 * x));
        var sum = 0.0;
        for (var index = coefficients.Length - 1; index >= 0; index--) sum = (sum * t) + coefficients[index];
        return 0.5 * t * Math.Exp((-x * x) + sum);
    }
}
