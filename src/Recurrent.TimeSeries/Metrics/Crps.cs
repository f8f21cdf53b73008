namespace Recurrent.TimeSeries.Metrics;

/// <summary>Continuous ranked probability score, approximated from quantile forecasts.</summary>
/// <remarks>
/// <c>CRPS = 2 ∫₀¹ |(y − y_q)(1{y ≤ y_q} − q)| dq</c> (Gneiting and Raftery, 2007), with the integral replaced by a weighted sum: each
/// level stands for the levels nearer to it than to its neighbours. Evenly spaced levels 0.05, 0.15, …, 0.95 weigh the same.
/// </remarks>
public static class Crps
{
    /// <summary>The mean score over all steps.</summary>
    /// <param name="actual">What happened. [H]</param>
    /// <param name="forecasts">One forecast [H] for each level.</param>
    /// <param name="quantiles">Levels between 0 and 1, growing.</param>
    /// <returns>Score in the unit of the series, at least 0; for a single level 0.5 it is the mean absolute error.</returns>
    /// <exception cref="ArgumentException">Numbers or lengths differ or are 0, or levels do not grow inside (0, 1).</exception>
    public static double Of(ReadOnlySpan<double> actual, IReadOnlyList<double[]> forecasts, IReadOnlyList<double> quantiles)
    {
        MetricGuard.SameLength(quantiles.Count, forecasts.Count, nameof(forecasts));
        var (sum, lower) = (0.0, 0.0);
        for (var i = 0; i < quantiles.Count; i++)
        {
            if (i > 0 && quantiles[i] <= quantiles[i - 1])
                throw new ArgumentException($"Received the level {quantiles[i]} after {quantiles[i - 1]}; sort the levels.",
                nameof(quantiles));
            var upper = i + 1 < quantiles.Count ? 0.5 * (quantiles[i] + quantiles[i + 1]) : 1;
            sum += 2 * (upper - lower) * WeightedQuantileLoss.Sum(actual, forecasts[i], quantiles[i]);
            lower = upper;
        }
        return sum / actual.Length;
    }
}
