namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Chooses which positions in time a window tells the network.</summary>
internal static class CycleChooser
{
    private const double DaysOfYear = 365.25;

    /// <summary>Calendar cycles that are longer than a step and covered twice by the data; otherwise the seasons of a lone series.</summary>
    public static Cycle[] Choose(SeriesCollection data, int[] periods, int horizon)
    {
        if (!data.Frequency.IsCalendar)
        {
            // Row numbers of different series need not mean the same hour.
            return data.Count == 1 ? [.. periods.Select(period => new Cycle(CycleKind.Index, period))] : [];
        }

        var longest = data.MaxBy(series => series.Length)!;
        var days = (longest.Times.Date(Math.Max(1, longest.Length - horizon) - 1)!.Value - longest.Times.Date(0)!.Value).TotalDays;
        return [.. Possible(data.Frequency).Where(one => 2 * one.Days <= days).Select(one => new Cycle(one.Kind))];
    }

    private static IEnumerable<(CycleKind Kind, double Days)> Possible(Frequency frequency)
    {
        if (frequency.Unit == FrequencyUnit.Month)
        {
            if (frequency.Multiple < 12) yield return (CycleKind.MonthOfYear, DaysOfYear);
            yield break;
        }

        var step = frequency.Unit == FrequencyUnit.BusinessDay ? 1 : (double)Frequency.TicksPerUnit(frequency.Unit) * frequency.Multiple / TimeSpan.TicksPerDay;
        if (step < 1.0 / 48) yield return (CycleKind.MinuteOfHour, 1.0 / 24);
        if (step < 0.5) yield return (CycleKind.TimeOfDay, 1);
        if (step <= 1) yield return (CycleKind.DayOfWeek, 7);
        if (step is >= 1.0 / 24 and < 180) yield return (CycleKind.DayOfYear, DaysOfYear);
    }
}
