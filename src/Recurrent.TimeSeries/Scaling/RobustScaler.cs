using Recurrent.TimeSeries.Backtesting;

namespace Recurrent.TimeSeries.Scaling;

/// <summary>Centres on the median and divides by the interquartile range, so that a few outliers change nothing.</summary>
/// <remarks>
/// <c>Offset = Q(0.5), Factor = (Q(0.75) − Q(0.25)) / 1.349</c>, which is the standard deviation of normal data. When the range is 0
/// (more than half the values equal) the standard deviation takes its place.
/// </remarks>
public static class RobustScaler
{
    private const double NormalRange = 1.3489795003921634;

    /// <summary>Learns the scale.</summary>
    /// <param name="training">The only data the scale may see; values that are NaN, which stands for missing, are left out, and a part without any gives the identity.</param>
    /// <returns>The scale.</returns>
    public static SeriesScale Fit(TrainingPart training)
    {
        var sorted = Array.FindAll(training.Values.ToArray(), static value => !double.IsNaN(value));
        if (sorted.Length == 0) return new SeriesScale(0, 1);
        Array.Sort(sorted);
        var range = (Quantile(sorted, 0.75) - Quantile(sorted, 0.25)) / NormalRange;
        return SeriesScale.Safe(Quantile(sorted, 0.5), range > 0 ? range : StandardScaler.Fit(training).Factor);
    }

    private static double Quantile(double[] sorted, double level)
    {
        var place = level * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
