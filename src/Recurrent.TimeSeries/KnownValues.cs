namespace Recurrent.TimeSeries;

/// <summary>What is known of values in which NaN stands for a missing one.</summary>
internal static class KnownValues
{
    public static bool HasMissing(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
            if (double.IsNaN(value)) return true;
        return false;
    }

    public static int Count(ReadOnlySpan<double> values)
    {
        var count = 0;
        foreach (var value in values)
            if (!double.IsNaN(value)) count++;
        return count;
    }

    /// <summary>Place of the last known value, or −1.</summary>
    public static int Last(ReadOnlySpan<double> values)
    {
        var last = values.Length - 1;
        while (last >= 0 && double.IsNaN(values[last])) last--;
        return last;
    }

    /// <summary>
    /// The values with stand-ins for the missing ones: what stood one period before (itself perhaps a stand-in), or the last known value within
    /// the first period. A stand-in follows from earlier values alone; only those before the first known value take that one.
    /// </summary>
    public static double[] Fill(ReadOnlySpan<double> values, int period)
    {
        var filled = values.ToArray();
        var latest = 0.0;
        foreach (var value in values)
        {
            if (double.IsNaN(value)) continue;
            latest = value;
            break;
        }
        for (var t = 0; t < filled.Length; t++)
        {
            if (double.IsNaN(filled[t])) filled[t] = period > 1 && t >= period ? filled[t - period] : latest;
            else latest = filled[t];
        }
        return filled;
    }

    /// <summary>The same values where none is missing, otherwise <see cref="Fill"/>.</summary>
    public static ReadOnlySpan<double> Filled(ReadOnlySpan<double> values, int period) => HasMissing(values) ? Fill(values, period) : values;

    /// <summary>Mean absolute error over the known values; NaN when there is none.</summary>
    public static double MeanError(ReadOnlySpan<double> actual, ReadOnlySpan<double> forecast)
    {
        var (sum, count) = (0.0, 0);
        for (var step = 0; step < actual.Length; step++)
            if (!double.IsNaN(actual[step])) (sum, count) = (sum + Math.Abs(actual[step] - forecast[step]), count + 1);
        return sum / count;
    }
}
