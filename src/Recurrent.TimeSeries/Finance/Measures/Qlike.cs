using Recurrent.TimeSeries.Metrics;

namespace Recurrent.TimeSeries.Finance.Measures;

/// <summary>Quasi-likelihood loss of variance forecasts.</summary>
/// <remarks>
/// <c>v/h − ln(v/h) − 1</c> for a variance proxy v and a forecast h (Patton, 2011). It ranks forecasts correctly even when v is a
/// noisy, unbiased proxy of the variance.
/// </remarks>
public static class Qlike
{
    /// <summary>The loss of each day, for instance as input of <see cref="DieboldMariano"/>.</summary>
    /// <param name="variance">Variance proxy, above 0; squared return unit. [N]</param>
    /// <param name="forecast">Variance forecast, above 0; the same unit. [N]</param>
    /// <returns>Losses, at least 0. [N]</returns>
    /// <exception cref="ArgumentException">The lengths differ or are 0, or a value is not finite and above 0.</exception>
    public static double[] Losses(ReadOnlySpan<double> variance, ReadOnlySpan<double> forecast)
    {
        MetricGuard.SameLength(variance.Length, forecast.Length, nameof(forecast));
        var losses = new double[variance.Length];
        for (var t = 0; t < losses.Length; t++)
        {
            Check(variance[t], t, nameof(variance));
            Check(forecast[t], t, nameof(forecast));
            var ratio = variance[t] / forecast[t];
            losses[t] = ratio - Math.Log(ratio) - 1;
        }
        return losses;
    }

    /// <summary>The mean loss.</summary>
    /// <param name="variance">Variance proxy, above 0; squared return unit. [N]</param>
    /// <param name="forecast">Variance forecast, above 0; the same unit. [N]</param>
    /// <returns>At least 0; 0 only for a perfect forecast.</returns>
    /// <exception cref="ArgumentException">The lengths differ or are 0, or a value is not finite and above 0.</exception>
    public static double Of(ReadOnlySpan<double> variance, ReadOnlySpan<double> forecast) => Losses(variance, forecast).Average();

    private static void Check(double value, int day, string name)
    {
        if (double.IsFinite(value) && value > 0) return;
        throw new ArgumentException($"Received the variance {value} at index {day}; expected a finite value above 0: "
            + "leave out days without a price move or use a range-based proxy.", name);
    }
}
