using Recurrent.TimeSeries.AnomalyDetection;
using Recurrent.TimeSeries.Metrics;

namespace Recurrent.TimeSeries.Finance.Measures;

/// <summary>Test that two forecasts are equally accurate.</summary>
/// <remarks>
/// <c>t = mean(d) / √(S/n)</c> for the loss differences d and their Newey–West long-run variance S with max(1, h − 1) lags, multiplied by
/// the small-sample factor <c>√((n + 1 − 2h + h(h − 1)/n)/n)</c> (Diebold and Mariano, 1995; Harvey, Leybourne and Newbold, 1997).
/// The p-value is two-sided and that of the normal distribution.
/// </remarks>
/// <param name="Statistic">Below 0 when the first forecast has the smaller loss.</param>
/// <param name="PValue">Probability of a statistic at least as far from 0 when both are equally accurate, 0 to 1.</param>
public readonly record struct DieboldMariano(double Statistic, double PValue)
{
    /// <summary>Compares two forecasts of the same days.</summary>
    /// <param name="first">Losses of the first forecast, in order of time. [N]</param>
    /// <param name="second">Losses of the second forecast. [N]</param>
    /// <param name="horizon">Steps ahead h, at least 1 and at most N/2.</param>
    /// <returns>Statistic and p-value; 0 and 1 when the losses are identical.</returns>
    /// <exception cref="ArgumentException">The lengths differ or are 0, a loss is not finite, or all differences are equal and not 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is not between 1 and N/2.</exception>
    public static DieboldMariano Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second, int horizon = 1)
    {
        MetricGuard.SameLength(first.Length, second.Length, nameof(second));
        var count = first.Length;
        if (horizon < 1 || horizon > count / 2)
            throw new ArgumentOutOfRangeException(nameof(horizon), horizon,
                $"Received the horizon {horizon} for {count} losses; expected between 1 and half their number.");
        var differences = new double[count];
        for (var t = 0; t < count; t++)
        {
            differences[t] = first[t] - second[t];
            if (!double.IsFinite(differences[t]))
                throw new ArgumentException($"Received the losses {first[t]} and {second[t]} at index {t}; expected finite values.", nameof(first));
        }
        if (differences.All(difference => difference == 0)) return new DieboldMariano(0, 1);
        var mean = differences.Average();
        var variance = LongRunVariance(differences, mean, Math.Max(1, horizon - 1));
        if (variance <= 0)
            throw new ArgumentException("Received loss differences without variation; the test needs differences that vary.", nameof(second));
        var correction = (count + 1 - (2 * horizon) + ((double)horizon * (horizon - 1) / count)) / count;
        var statistic = mean / Math.Sqrt(variance / count) * Math.Sqrt(correction);
        return new DieboldMariano(statistic, Math.Min(1, 2 * NormalTail.Probability(Math.Abs(statistic))));
    }

    private static double LongRunVariance(double[] differences, double mean, int lags)
    {
        var variance = Autocovariance(differences, mean, 0);
        for (var lag = 1; lag <= lags; lag++)
            variance += 2 * (1 - (lag / (lags + 1.0))) * Autocovariance(differences, mean, lag);
        return variance;
    }

    private static double Autocovariance(double[] differences, double mean, int lag)
    {
        var sum = 0.0;
        for (var t = lag; t < differences.Length; t++) sum += (differences[t] - mean) * (differences[t - lag] - mean);
        return sum / differences.Length;
    }
}
