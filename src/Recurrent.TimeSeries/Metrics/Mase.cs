namespace Recurrent.TimeSeries.Metrics;

/// <summary>Mean absolute scaled error: the error in units of the seasonal naive method's error in the training data.</summary>
/// <remarks>
/// <c>[(1/h) Σ |y − f|] / [(1/(n−m)) Σ_{t=m+1..n} |x_t − x_{t−m}|]</c> (Hyndman and Koehler, 2006; M4 uses m = 1 for yearly, weekly and
/// daily, 4 quarterly, 12 monthly, 24 hourly).
/// </remarks>
public static class Mase
{
    /// <summary>The error of one forecast.</summary>
    /// <param name="actual">What happened. [H]</param>
    /// <param name="forecast">What was forecast. [H]</param>
    /// <param name="training">The history the forecast was made from. [n]</param>
    /// <param name="period">Seasonal period m, at least 1 and less than n.</param>
    /// <returns>At least 0; below 1 beats the naive method's error in the training data. 0/0 is 0, x/0 is infinite.</returns>
    /// <exception cref="ArgumentException">The lengths differ, are 0, or the training data are not longer than the period.</exception>
    public static double Of(ReadOnlySpan<double> actual, ReadOnlySpan<double> forecast, ReadOnlySpan<double> training, int period)
    {
        var error = Mae.Of(actual, forecast);
        return error == 0 ? 0 : error / Scale(training, period);
    }

    /// <summary>The denominator: mean absolute difference between values one period apart.</summary>
    /// <param name="training">History; pairs with a NaN, which stands for a missing value, are left out. [n]</param>
    /// <param name="period">Seasonal period m, at least 1 and less than n.</param>
    /// <returns>In the unit of the series; 0 for a perfectly periodic history, NaN when no pair is known.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The period is below 1.</exception>
    /// <exception cref="ArgumentException">The history is not longer than the period.</exception>
    public static double Scale(ReadOnlySpan<double> training, int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        if (training.Length <= period)
            throw new ArgumentException(
                $"Received {training.Length} training values for the period {period}; pass more than one period or use period 1.",
                nameof(training));
        var sum = 0.0;
        var pairs = 0;
        for (var t = period; t < training.Length; t++)
        {
            var change = Math.Abs(training[t] - training[t - period]);
            if (!double.IsNaN(change)) (sum, pairs) = (sum + change, pairs + 1);
        }
        return sum / pairs;
    }
}
