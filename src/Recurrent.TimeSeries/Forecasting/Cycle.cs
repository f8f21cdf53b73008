namespace Recurrent.TimeSeries.Forecasting;

/// <summary>A repeating position in time that a window tells the network as a sine and a cosine.</summary>
/// <param name="Kind">How the position is found.</param>
/// <param name="Length">Steps of the cycle for <see cref="CycleKind.Index"/>; otherwise unused and 0.</param>
internal readonly record struct Cycle(CycleKind Kind, int Length = 0)
{
    /// <summary>The part of the cycle that has passed, 0 to below 1.</summary>
    public double Phase(TimeAxis times, long index)
    {
        if (Kind == CycleKind.Index) return (double)(((index % Length) + Length) % Length) / Length;
        // Only collections with calendar stamps are given calendar cycles, and only such collections are read by their models.
        var date = times.Date(index)!.Value;
        return Kind switch
        {
            CycleKind.MinuteOfHour => ((date.Minute * 60) + date.Second) / 3600.0,
            CycleKind.TimeOfDay => date.TimeOfDay.TotalDays,
            CycleKind.DayOfWeek => ((int)date.DayOfWeek + date.TimeOfDay.TotalDays) / 7,
            CycleKind.MonthOfYear => (date.Month - 1) / 12.0,
            _ => (date.DayOfYear - 1) / 366.0,
        };
    }
}
