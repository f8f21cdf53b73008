namespace Recurrent.Comparison.Measuring;

/// <summary>The two averages of a benchmark.</summary>
internal static class Statistics
{
    /// <summary>The middle value, or the mean of the two middle ones; NaN of nothing.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The n-th root of the product; NaN of nothing.</summary>
    public static double GeometricMean(IEnumerable<double> values)
    {
        double[] logarithms = [.. values.Select(value => Math.Log(value))];
        return logarithms.Length == 0 ? double.NaN : Math.Exp(logarithms.Average());
    }
}
