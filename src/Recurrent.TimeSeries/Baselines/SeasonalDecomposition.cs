namespace Recurrent.TimeSeries.Baselines;

/// <summary>Classical multiplicative decomposition and the seasonality test of the M4 benchmarks.</summary>
/// <remarks>
/// Source: the benchmark definitions of the M4 competition (Makridakis et al., 2020). Phase 0 is that of the first value.
/// </remarks>
internal static class SeasonalDecomposition
{
    /// <summary>Whether the history is seasonal: <c>n ≥ 3m</c> and <c>|r_m| &gt; 1.645 √((1 + 2 Σ_{k&lt;m} r_k²) / n)</c>.</summary>
    public static bool IsSeasonal(ReadOnlySpan<double> history, int period)
    {
        if (period <= 1 || history.Length < 3 * period) return false;
        var correlation = Autocorrelation.Compute(history, period);
        var sum = 1.0;
        for (var k = 1; k < period; k++) sum += 2 * correlation[k] * correlation[k];
        return Math.Abs(correlation[period]) > 1.645 * Math.Sqrt(sum / history.Length);
    }

    /// <summary>Factors of mean 1, or null when the history has no seasonality or its factors are not finite and non-zero.</summary>
    public static double[]? Factors(ReadOnlySpan<double> history, int period)
    {
        if (!IsSeasonal(history, period)) return null;
        var trend = MovingAverage.Centred(history, period);
        var factors = new double[period];
        var counts = new int[period];
        for (var t = 0; t < history.Length; t++)
        {
            if (double.IsNaN(trend[t])) continue;
            factors[t % period] += history[t] / trend[t];
            counts[t % period]++;
        }
        for (var j = 0; j < period; j++) factors[j] /= counts[j];
        var mean = factors.Average();
        for (var j = 0; j < period; j++) factors[j] /= mean;
        return Array.TrueForAll(factors, static factor => double.IsFinite(factor) && factor != 0) ? factors : null;
    }
}
