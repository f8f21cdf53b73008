namespace Recurrent.TimeSeries;

/// <summary>Finds the seasonal period of a series from its values.</summary>
/// <remarks>
/// Each candidate period m is tested on <c>x_t − (centred moving average over m)</c>, which has no trend: its autocorrelation at lag m
/// must exceed 0.25 and <c>2.6 √((1 + 2 Σ_{k&lt;m} ρ_k²) / n)</c> (Bartlett's bound), and be no smaller than at the lags beside m. The ρ_k are
/// the autocorrelations without the mean of each season: those of the season itself would widen the bound beyond 1 for every series of a
/// few seasons. Calendar data are tested for the periods of their calendar; data without a calendar, and yearly data, for the peaks of the
/// autocorrelation.
/// </remarks>
public static class Seasonality
{
    private const int MostValues = 20_000;
    private const int LongestSearched = 1000;
    // A longer cycle is beyond what the input window of a model can hold.
    private const int LongestCycle = 10_000;
    private const double WeakestCorrelation = 0.25;
    private const double Bound = 2.6;

    /// <summary>The main (shortest significant) period.</summary>
    /// <param name="values">Values in time order, NaN for a missing one; only training values, never the test part. [T]</param>
    /// <param name="frequency">Step between the values.</param>
    /// <returns>The period in steps, or 1 when none is significant or the series is shorter than three periods.</returns>
    public static int Period(ReadOnlySpan<double> values, Frequency frequency) =>
        Periods(values, frequency) is [var shortest, ..] ? shortest : 1;

    /// <summary>All significant periods, the shortest first: half-hourly demand has 48 and 336.</summary>
    /// <param name="values">Values in time order, NaN for a missing one. [T]</param>
    /// <param name="frequency">Step between the values.</param>
    /// <returns>Periods in steps; empty when there is none.</returns>
    public static IReadOnlyList<int> Periods(ReadOnlySpan<double> values, Frequency frequency)
    {
        if (values.Length > MostValues) values = values[^MostValues..];
        var periods = new List<int>();
        foreach (var candidate in Candidates(values, frequency))
            if (IsSignificant(values, candidate)) periods.Add(candidate);
        return periods;
    }

    /// <summary>The season length the calendar suggests, before looking at any value.</summary>
    /// <param name="frequency">Step between values.</param>
    /// <returns>12 for monthly, 4 quarterly, 24 hourly, 7 daily, 5 business daily, 52 weekly, 48 half-hourly …; 1 when there is
    /// none.</returns>
    public static int Usual(Frequency frequency) => Calendar(frequency) is [var first, ..] ? first : 1;

    private static int[] Candidates(ReadOnlySpan<double> values, Frequency frequency)
    {
        var calendar = Calendar(frequency);
        return calendar.Length > 0 ? calendar : Peak(values);
    }

    private static int[] Calendar(Frequency frequency)
    {
        if (frequency.Unit is FrequencyUnit.Month) return Dividing(12, frequency.Multiple);
        if (frequency.Unit is FrequencyUnit.BusinessDay) return frequency.Multiple == 1 ? [5] : [];
        if (frequency.Unit is FrequencyUnit.Week) return frequency.Multiple == 1 ? [52] : [];
        if (frequency.Unit is FrequencyUnit.Index) return [];
        if (frequency == Frequency.Daily) return [7, 365];
        if (frequency.Multiple > TimeSpan.TicksPerDay * 7) return [];
        var ticks = Frequency.TicksPerUnit(frequency.Unit) * frequency.Multiple;
        long[] cycles = [TimeSpan.TicksPerMinute, TimeSpan.TicksPerHour, TimeSpan.TicksPerDay, 7 * TimeSpan.TicksPerDay];
        return [.. cycles.Where(cycle => cycle % ticks == 0 && cycle / ticks is > 1 and <= LongestCycle).Select(cycle => (int)(cycle / ticks))];
    }

    private static int[] Dividing(int cycle, long step) => step < cycle && cycle % step == 0 ? [(int)(cycle / step)] : [];

    private static bool IsSignificant(ReadOnlySpan<double> values, int period)
    {
        if (values.Length < 3 * period) return false;
        var seasonal = Detrend(values, period);
        var correlation = Autocorrelation.Compute(seasonal, period + 1);
        var rest = Autocorrelation.Compute(Deseasonalise(seasonal, period), period);
        var sum = 1.0;
        for (var k = 1; k < period; k++) sum += 2 * rest[k] * rest[k];
        // Lag m has m products fewer than lag 0: without the correction a short pure cycle would look weak.
        var full = (double)seasonal.Length / (seasonal.Length - period);
        var atPeriod = correlation[period] * full;
        var isPeak = period < 4 || (correlation[period] >= correlation[period - 1] && correlation[period] >= correlation[period + 1] * 0.999);
        return isPeak && atPeriod > WeakestCorrelation && atPeriod > Bound * Math.Sqrt(sum / seasonal.Length);
    }

    private static double[] Detrend(ReadOnlySpan<double> values, int period)
    {
        var trend = MovingAverage.Centred(values, period);
        var first = period / 2;
        var seasonal = new double[values.Length - (2 * first)];
        for (var t = 0; t < seasonal.Length; t++) seasonal[t] = values[t + first] - trend[t + first];
        return seasonal;
    }

    private static double[] Deseasonalise(double[] values, int period)
    {
        var rest = new double[values.Length];
        for (var season = 0; season < period; season++)
        {
            var (sum, count) = (0.0, 0);
            for (var t = season; t < values.Length; t += period)
                if (!double.IsNaN(values[t])) (sum, count) = (sum + values[t], count + 1);
            for (var t = season; t < values.Length; t += period) rest[t] = values[t] - (sum / count);
        }
        return rest;
    }

    /// <summary>The shortest lag whose autocorrelation peak comes near the highest peak, in the data without their straight line.</summary>
    private static int[] Peak(ReadOnlySpan<double> values)
    {
        var longest = Math.Min(LongestSearched, values.Length / 3);
        if (longest < 3) return [];
        var correlation = Autocorrelation.Compute(TrendLine.Remove(values), longest);
        var crossed = false;
        var peaks = new List<int>();
        for (var k = 2; k < longest; k++)
        {
            // The slope from lag 0 downwards is no cycle: a peak counts only after a valley.
            crossed |= correlation[k - 1] < correlation[0] && correlation[k] > correlation[k - 1];
            if (crossed && correlation[k] > correlation[k - 1] && correlation[k] >= correlation[k + 1]) peaks.Add(k);
        }
        if (peaks.Count == 0) return [];
        var highest = peaks.Max(peak => correlation[peak]);
        if (highest < WeakestCorrelation) return [];
        return [peaks.First(peak => correlation[peak] >= 0.75 * highest)];
    }
}
