namespace Recurrent.Training.Diagnosis;

/// <summary>Quantiles of sorted numbers.</summary>
internal static class Quantiles
{
    /// <summary>The quantile between the two nearest numbers, in proportion.</summary>
    /// <param name="sorted">From the smallest to the largest.</param>
    /// <param name="share">0 to 1.</param>
    /// <returns>Not a number when there are none.</returns>
    public static double Of(ReadOnlySpan<double> sorted, double share)
    {
        if (sorted.IsEmpty) return double.NaN;
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        double low = sorted[below], high = sorted[Math.Min(below + 1, sorted.Length - 1)];
        return low == high ? low : low + ((place - below) * (high - low));
    }

    public static double Median(IEnumerable<double> values) => Of([.. values.Order()], 0.5);
}
