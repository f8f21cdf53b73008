namespace Recurrent.TimeSeries.Metrics;

/// <summary>Mean absolute error.</summary>
/// <remarks><c>(1/h) Σ |y − f|</c></remarks>
public static class Mae
{
    /// <summary>The error of one forecast.</summary>
    /// <param name="actual">What happened. [H]</param>
    /// <param name="forecast">What was forecast. [H]</param>
    /// <returns>Error in the unit of the series, at least 0.</returns>
    /// <exception cref="ArgumentException">The lengths differ or are 0.</exception>
    public static double Of(ReadOnlySpan<double> actual, ReadOnlySpan<double> forecast)
    {
        MetricGuard.SameLength(actual.Length, forecast.Length, nameof(forecast));
        var sum = 0.0;
        for (var t = 0; t < actual.Length; t++)
            sum += Math.Abs(actual[t] - forecast[t]);
        return sum / actual.Length;
    }
}
