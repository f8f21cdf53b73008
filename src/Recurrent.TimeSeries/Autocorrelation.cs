namespace Recurrent.TimeSeries;

/// <summary>Sample autocorrelation.</summary>
internal static class Autocorrelation
{
    /// <summary><c>r_k = Σ (x_t − x̄)(x_{t−k} − x̄) / Σ (x_t − x̄)²</c> for k = 0 … longest; all 0 for a constant series.</summary>
    public static double[] Compute(ReadOnlySpan<double> values, int longest)
    {
        var correlation = new double[longest + 1];
        var mean = 0.0;
        foreach (var value in values) mean += value / values.Length;
        var centred = new double[values.Length];
        var power = 0.0;
        for (var t = 0; t < values.Length; t++)
        {
            centred[t] = values[t] - mean;
            power += centred[t] * centred[t];
        }
        if (power == 0 || !double.IsFinite(power)) return correlation;
        for (var k = 0; k <= Math.Min(longest, values.Length - 1); k++)
        {
            var sum = 0.0;
            for (var t = k; t < centred.Length; t++) sum += centred[t] * centred[t - k];
            correlation[k] = sum / power;
        }
        return correlation;
    }
}
