namespace Recurrent.TimeSeries.Finance.Prices;

/// <summary>Which day comes next.</summary>
internal static class TradingCalendar
{
    /// <summary>Whether prices of a Saturday or Sunday are among the last days.</summary>
    public static bool HasWeekends(PriceTable table)
    {
        const int looked = 60;
        for (var day = Math.Max(0, table.Days - looked); day < table.Days; day++)
            if (IsWeekend(table[day].Date)) return true;
        return false;
    }

    /// <summary>The day behind a date, without weekends where there are none; holidays are not known.</summary>
    public static DateOnly Next(DateOnly date, bool hasWeekends)
    {
        var next = date.AddDays(1);
        while (!hasWeekends && IsWeekend(next)) next = next.AddDays(1);
        return next;
    }

    private static bool IsWeekend(DateOnly date) => date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
