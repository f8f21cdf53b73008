namespace Recurrent.TimeSeries.Metrics;

/// <summary>Symmetric mean absolute percentage error, as the M4 competition defines it.</summary>
/// <remarks><c>(1/h) Σ 200 |y − f| / (|y| + |f|)</c> (Makridakis et al., The M4 Competition, 2020); a step with y = f = 0 counts as
/// 0.</remarks>
public static class SMape
{
    /// <summary>The error of one forecast.</summary>
    /// <param name="actual">What happened. [H]</param>
    /// <param name="forecast">What was forecast. [H]</param>
    /// <returns>Percent between 0 and 200; NaN when any value is.</returns>
    /// <exception cref="ArgumentException">The lengths differ or are 0.</exception>
    public static double Of(ReadOnlySpan<double> actual, ReadOnlySpan<double> forecast)
    {
        MetricGuard.SameLength(actual.Length, forecast.Length, nameof(forecast));
        var sum = 0.0;
        for (var t = 0; t < actual.Length; t++)
        {
            var size = Math.Abs(actual[t]) + Math.Abs(forecast[t]);
            // Not "above 0": a forecast that is not a number must not count as a perfect one.
            if (size != 0) sum += 200 * Math.Abs(actual[t] - forecast[t]) / size;
        }
        return sum / actual.Length;
    }
}
