namespace Recurrent.TimeSeries;

/// <summary>The least-squares straight line through a series.</summary>
internal static class TrendLine
{
    /// <summary>Intercept at index 0 and slope for each step.</summary>
    public static (double Intercept, double Slope) Fit(ReadOnlySpan<double> values)
    {
        var middle = (values.Length - 1) / 2.0;
        var (mean, slope, power) = (0.0, 0.0, 0.0);
        foreach (var value in values) mean += value / values.Length;
        for (var t = 0; t < values.Length; t++)
        {
            slope += (t - middle) * (values[t] - mean);
            power += (t - middle) * (t - middle);
        }
        slope = power > 0 ? slope / power : 0;
        return (mean - (slope * middle), slope);
    }

    public static double[] Remove(ReadOnlySpan<double> values)
    {
        var (intercept, slope) = Fit(values);
        var rest = new double[values.Length];
        for (var t = 0; t < rest.Length; t++) rest[t] = values[t] - intercept - (slope * t);
        return rest;
    }
}
