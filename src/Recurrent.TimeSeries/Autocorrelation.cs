namespace Recurrent.TimeSeries;

/// <summary>Sample autocorrelation.</summary>
internal static class Autocorrelation
{
    /// <summary><c>r_k = Σ (x_t − x̄)(x_{t−k} − x̄) / Σ (x_t − x̄)²</c> for k = 0 … longest; all 0 for a constant series.</summary>
    /// <remarks>NaN is a missing value: pairs without one are summed, and the sum is enlarged by the share of pairs it lacks.</remarks>
    public static double[] Compute(ReadOnlySpan<double> values, int longest)
    {
        var correlation = new double[longest + 1];
        var mean = 0.0;
        var known = KnownValues.Count(values);
        foreach (var value in values)
            if (!double.IsNaN(value)) mean += value / known;
        var centred = new double[values.Length];
        var power = 0.0;
        for (var t = 0; t < values.Length; t++)
        {
            centred[t] = values[t] - mean;
            if (!double.IsNaN(values[t])) power += centred[t] * centred[t];
        }
        if (known < values.Length) return OfPairs(correlation, centred, power / known);
        if (power == 0 || !double.IsFinite(power)) return correlation;
        for (var k = 0; k <= Math.Min(longest, values.Length - 1); k++)
        {
            var sum = 0.0;
            for (var t = k; t < centred.Length; t++) sum += centred[t] * centred[t - k];
            correlation[k] = sum / power;
        }
        return correlation;
    }

    private static double[] OfPairs(double[] correlation, double[] centred, double variance)
    {
        if (!(variance > 0) || !double.IsFinite(variance)) return correlation;
        for (var k = 0; k <= Math.Min(correlation.Length - 1, centred.Length - 1); k++)
        {
            var (sum, pairs) = (0.0, 0);
            for (var t = k; t < centred.Length; t++)
            {
                var product = centred[t] * centred[t - k];
                if (!double.IsNaN(product)) (sum, pairs) = (sum + product, pairs + 1);
            }
            if (pairs > 0) correlation[k] = sum / pairs / variance * (centred.Length - k) / centred.Length;
        }
        return correlation;
    }
}
