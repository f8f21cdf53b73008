namespace Recurrent.TimeSeries;

/// <summary>The least-squares straight line through a series.</summary>
internal static class TrendLine
{
    /// <summary>Intercept at index 0 and slope for each step, through the values that are not NaN.</summary>
    public static (double Intercept, double Slope) Fit(ReadOnlySpan<double> values)
    {
        var known = KnownValues.Count(values);
        var middle = known == values.Length ? (values.Length - 1) / 2.0 : MeanPlace(values, known);
        var (mean, slope, power) = (0.0, 0.0, 0.0);
        foreach (var value in values)
            if (!double.IsNaN(value)) mean += value / known;
        for (var t = 0; t < values.Length; t++)
        {
            if (double.IsNaN(values[t])) continue;
            slope += (t - middle) * (values[t] - mean);
            power += (t - middle) * (t - middle);
        }
        slope = power > 0 ? slope / power : 0;
        return (mean - (slope * middle), slope);
    }

    private static double MeanPlace(ReadOnlySpan<double> values, int known)
    {
        var sum = 0.0;
        for (var t = 0; t < values.Length; t++)
            if (!double.IsNaN(values[t])) sum += t;
        return sum / known;
    }

    public static double[] Remove(ReadOnlySpan<double> values)
    {
        var (intercept, slope) = Fit(values);
        var rest = new double[values.Length];
        for (var t = 0; t < rest.Length; t++) rest[t] = values[t] - intercept - (slope * t);
        return rest;
    }
}
