namespace Recurrent.TimeSeries.Baselines;

/// <summary>Checks shared by all baselines.</summary>
internal static class BaselineGuard
{
    public static void Check(ReadOnlySpan<double> history, int horizon)
    {
        if (history.IsEmpty) throw new ArgumentException("Received an empty history; pass at least one value.", nameof(history));
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
    }

    public static int Period(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        return period;
    }
}
