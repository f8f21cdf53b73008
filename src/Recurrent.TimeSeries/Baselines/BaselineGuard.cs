namespace Recurrent.TimeSeries.Baselines;

/// <summary>Checks shared by all baselines.</summary>
internal static class BaselineGuard
{
    /// <summary>Checks the arguments of a forecast and gives the history without missing values.</summary>
    public static ReadOnlySpan<double> Check(ReadOnlySpan<double> history, int horizon, int period = 1)
    {
        if (history.IsEmpty || double.IsNaN(history[0])) CheckKnown(history);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        return KnownValues.Filled(history, period);
    }

    private static void CheckKnown(ReadOnlySpan<double> history)
    {
        if (KnownValues.Count(history) == 0) throw new ArgumentException("Received a history without a known value; pass at least one.", nameof(history));
    }

    public static int Period(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        return period;
    }
}
