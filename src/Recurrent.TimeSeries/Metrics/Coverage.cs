namespace Recurrent.TimeSeries.Metrics;

/// <summary>Share of actual values inside a prediction interval.</summary>
/// <remarks><c>(1/h) Σ 1{L ≤ y ≤ U}</c>; the M4 figure ACD is its distance from 0.95 for 95 % intervals.</remarks>
public static class Coverage
{
    /// <summary>The share for one forecast.</summary>
    /// <param name="actual">What happened. [H]</param>
    /// <param name="lower">Lower bound. [H]</param>
    /// <param name="upper">Upper bound. [H]</param>
    /// <returns>Between 0 and 1; an 80 % interval should give about 0.8.</returns>
    /// <exception cref="ArgumentException">The lengths differ or are 0.</exception>
    public static double Of(ReadOnlySpan<double> actual, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper)
    {
        MetricGuard.SameLength(actual.Length, lower.Length, nameof(lower));
        MetricGuard.SameLength(actual.Length, upper.Length, nameof(upper));
        var inside = 0;
        for (var t = 0; t < actual.Length; t++)
            if (actual[t] >= lower[t] && actual[t] <= upper[t]) inside++;
        return (double)inside / actual.Length;
    }
}
