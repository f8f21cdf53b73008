namespace Recurrent.TimeSeries.Metrics;

/// <summary>Mean absolute percentage error.</summary>
/// <remarks><c>(1/h) Σ 100 |y − f| / |y|</c>; infinite or NaN when an actual value is 0: do not use it on series near zero.</remarks>
public static class Mape
{
    /// <summary>The error of one forecast.</summary>
    /// <param name="actual">What happened. [H]</param>
    /// <param name="forecast">What was forecast. [H]</param>
    /// <returns>Percent, at least 0.</returns>
    /// <exception cref="ArgumentException">The lengths differ or are 0.</exception>
    public static double Of(ReadOnlySpan<double> actual, ReadOnlySpan<double> forecast)
    {
        MetricGuard.SameLength(actual.Length, forecast.Length, nameof(forecast));
        var sum = 0.0;
        for (var t = 0; t < actual.Length; t++)
            sum += 100 * Math.Abs(actual[t] - forecast[t]) / Math.Abs(actual[t]);
        return sum / actual.Length;
    }
}
