namespace Recurrent.TimeSeries.Baselines;

/// <summary>Simple exponential smoothing with its constant and start chosen by least squares.</summary>
internal static class ExponentialSmoothing
{
    /// <summary>The level after the last value, which is the forecast for every step ahead.</summary>
    public static double Level(ReadOnlySpan<double> values)
    {
        // Golden-section search; the squared error is smooth in α and in practice has one valley.
        var ratio = (Math.Sqrt(5) - 1) / 2;
        var (low, high) = (0.0001, 0.9999);
        for (var i = 0; i < 40; i++)
        {
            var (left, right) = (high - (ratio * (high - low)), low + (ratio * (high - low)));
            if (Fit(values, left).Error < Fit(values, right).Error) high = right;
            else low = left;
        }
        return Fit(values, 0.5 * (low + high)).Level;
    }

    /// <summary>Squared error and last level for the best start: both are linear in the start level, so it is solved exactly.</summary>
    private static (double Error, double Level) Fit(ReadOnlySpan<double> values, double alpha)
    {
        // error_t = particular_t − weight_t · start, with level = particular part + weight · start.
        var (level, weight) = (0.0, 1.0);
        var (squared, mixed, weights) = (0.0, 0.0, 0.0);
        foreach (var value in values)
        {
            var error = value - level;
            squared += error * error;
            mixed += error * weight;
            weights += weight * weight;
            level += alpha * error;
            weight *= 1 - alpha;
        }
        var start = mixed / weights;
        return (squared - (mixed * start), level + (weight * start));
    }
}
