namespace Recurrent.TimeSeries.Metrics;

/// <summary>Mean scaled interval score of the M4 competition.</summary>
/// <remarks>
/// <c>(1/h) Σ [(U − L) + (2/a)(L − y)1{y &lt; L} + (2/a)(y − U)1{y &gt; U}] / MASE denominator</c> for a 100(1 − a) % interval
/// (Makridakis et al., The M4 Competition, 2020; a = 0.05 there).
/// </remarks>
public static class Msis
{
    /// <summary>The score of one interval forecast.</summary>
    /// <param name="actual">What happened. [H]</param>
    /// <param name="lower">Lower bound. [H]</param>
    /// <param name="upper">Upper bound. [H]</param>
    /// <param name="scale">The denominator from <see cref="Mase.Scale"/>, more than 0.</param>
    /// <param name="alpha">Share of values allowed outside, between 0 and 1; M4 uses 0.05.</param>
    /// <returns>At least 0, smaller is better.</returns>
    /// <exception cref="ArgumentException">The lengths differ or are 0, or scale or alpha are out of range.</exception>
    public static double Of(
        ReadOnlySpan<double> actual, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, double scale, double alpha = 0.05)
    {
        MetricGuard.SameLength(actual.Length, lower.Length, nameof(lower));
        MetricGuard.SameLength(actual.Length, upper.Length, nameof(upper));
        MetricGuard.Quantile(alpha, nameof(alpha));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        var sum = 0.0;
        for (var t = 0; t < actual.Length; t++)
        {
            var outside = Math.Max(0, lower[t] - actual[t]) + Math.Max(0, actual[t] - upper[t]);
            sum += upper[t] - lower[t] + (2 / alpha * outside);
        }
        return sum / actual.Length / scale;
    }
}
