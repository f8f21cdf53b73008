using Recurrent.TimeSeries.Backtesting;

namespace Recurrent.TimeSeries.Scaling;

/// <summary>Centres on the mean and divides by the standard deviation.</summary>
/// <remarks><c>Offset = x̄, Factor = √((1/n) Σ (x_t − x̄)²)</c>, or 1 for a constant series. The divisor is n, as forecasting benchmarks
/// use.</remarks>
public static class StandardScaler
{
    /// <summary>Learns the scale.</summary>
    /// <param name="training">The only data the scale may see; values that are NaN, which stands for missing, are left out, and a part without any gives the identity.</param>
    /// <returns>The scale.</returns>
    public static SeriesScale Fit(TrainingPart training)
    {
        var (mean, variance) = (0.0, 0.0);
        var known = KnownValues.Count(training.Values);
        foreach (var value in training.Values)
            if (!double.IsNaN(value)) mean += value / known;
        foreach (var value in training.Values)
            if (!double.IsNaN(value)) variance += (value - mean) * (value - mean) / known;
        return SeriesScale.Safe(mean, Math.Sqrt(variance));
    }
}
