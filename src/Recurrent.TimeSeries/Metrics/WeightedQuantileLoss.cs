namespace Recurrent.TimeSeries.Metrics;

/// <summary>Quantile (pinball) loss relative to the size of the series.</summary>
/// <remarks>
/// <c>wQL_q = 2 Σ |(y − y_q)(1{y ≤ y_q} − q)| / Σ |y|</c> over all series and steps; for q = 0.5 it is the normalised deviation
/// <c>Σ |y − f| / Σ |y|</c> (Salinas et al., DeepAR, 2017).
/// </remarks>
public static class WeightedQuantileLoss
{
    /// <summary>The loss of one quantile.</summary>
    /// <param name="actual">What happened; join several series to score them together. [H]</param>
    /// <param name="forecast">The forecast quantile. [H]</param>
    /// <param name="quantile">Its level, between 0 and 1.</param>
    /// <returns>At least 0; 0/0 is 0.</returns>
    /// <exception cref="ArgumentException">The lengths differ or are 0, or the level is outside (0, 1).</exception>
    public static double Of(ReadOnlySpan<double> actual, ReadOnlySpan<double> forecast, double quantile)
    {
        var (loss, size) = (2 * Sum(actual, forecast, quantile), 0.0);
        foreach (var value in actual) size += Math.Abs(value);
        return loss == 0 ? 0 : loss / size;
    }

    /// <summary>The mean loss over several quantiles.</summary>
    /// <param name="actual">What happened. [H]</param>
    /// <param name="forecasts">One forecast [H] for each level.</param>
    /// <param name="quantiles">The levels, each between 0 and 1; published tables use 0.1, 0.2, …, 0.9.</param>
    /// <returns>At least 0.</returns>
    /// <exception cref="ArgumentException">Numbers or lengths differ or are 0, or a level is outside (0, 1).</exception>
    public static double Mean(ReadOnlySpan<double> actual, IReadOnlyList<double[]> forecasts, IReadOnlyList<double> quantiles)
    {
        MetricGuard.SameLength(quantiles.Count, forecasts.Count, nameof(forecasts));
        var sum = 0.0;
        for (var i = 0; i < quantiles.Count; i++) sum += Of(actual, forecasts[i], quantiles[i]);
        return sum / quantiles.Count;
    }

    /// <summary>The plain pinball loss <c>Σ |(y − y_q)(1{y ≤ y_q} − q)|</c>.</summary>
    internal static double Sum(ReadOnlySpan<double> actual, ReadOnlySpan<double> forecast, double quantile)
    {
        MetricGuard.SameLength(actual.Length, forecast.Length, nameof(forecast));
        MetricGuard.Quantile(quantile, nameof(quantile));
        var sum = 0.0;
        for (var t = 0; t < actual.Length; t++)
            sum += Math.Abs((actual[t] - forecast[t]) * ((actual[t] <= forecast[t] ? 1 : 0) - quantile));
        return sum;
    }
}
