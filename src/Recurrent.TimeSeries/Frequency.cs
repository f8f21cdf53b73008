using System.Globalization;

namespace Recurrent.TimeSeries;

/// <summary>The fixed distance between two neighbouring stamps of a series, aware of months and business days.</summary>
/// <param name="Unit">What is counted.</param>
/// <param name="Multiple">How many units lie between two stamps, at least 1: quarterly is 3 months, half-hourly 30 minutes.</param>
/// <param name="EndOfMonth">True when each stamp is the last day of its month, so that 28 February is followed by 31 March.</param>
public readonly record struct Frequency(FrequencyUnit Unit, long Multiple, bool EndOfMonth = false)
{
    /// <summary>No calendar: stamps are numbers one apart.</summary>
    public static Frequency Index { get; } = new(FrequencyUnit.Index, 1);

    /// <summary>One value a year.</summary>
    public static Frequency Yearly { get; } = new(FrequencyUnit.Month, 12);

    /// <summary>One value a quarter.</summary>
    public static Frequency Quarterly { get; } = new(FrequencyUnit.Month, 3);

    /// <summary>One value a month.</summary>
    public static Frequency Monthly { get; } = new(FrequencyUnit.Month, 1);

    /// <summary>One value a week.</summary>
    public static Frequency Weekly { get; } = new(FrequencyUnit.Week, 1);

    /// <summary>One value each calendar day.</summary>
    public static Frequency Daily { get; } = new(FrequencyUnit.Day, 1);

    /// <summary>One value each day from Monday to Friday.</summary>
    public static Frequency BusinessDaily { get; } = new(FrequencyUnit.BusinessDay, 1);

    /// <summary>One value an hour.</summary>
    public static Frequency Hourly { get; } = new(FrequencyUnit.Hour, 1);

    /// <summary>One value every 30 minutes.</summary>
    public static Frequency HalfHourly { get; } = new(FrequencyUnit.Minute, 30);

    /// <summary>One value every 15 minutes.</summary>
    public static Frequency QuarterHourly { get; } = new(FrequencyUnit.Minute, 15);

    /// <summary>One value every 10 minutes.</summary>
    public static Frequency TenMinutely { get; } = new(FrequencyUnit.Minute, 10);

    /// <summary>One value a minute.</summary>
    public static Frequency Minutely { get; } = new(FrequencyUnit.Minute, 1);

    /// <summary>One value a second.</summary>
    public static Frequency Secondly { get; } = new(FrequencyUnit.Second, 1);

    /// <summary>True when stamps are calendar dates and not bare numbers.</summary>
    public bool IsCalendar => Unit != FrequencyUnit.Index;

    /// <summary>Everyday name such as <c>monthly</c>, <c>half-hourly</c> or <c>every 5 minutes</c>.</summary>
    public string Name => (Unit, Multiple) switch
    {
        (FrequencyUnit.Index, 1) => "index",
        (FrequencyUnit.Month, 12) => "yearly",
        (FrequencyUnit.Month, 3) => "quarterly",
        (FrequencyUnit.Month, 1) => "monthly",
        (FrequencyUnit.Week, 1) => "weekly",
        (FrequencyUnit.Day, 1) => "daily",
        (FrequencyUnit.BusinessDay, 1) => "business-daily",
        (FrequencyUnit.Hour, 1) => "hourly",
        (FrequencyUnit.Minute, 30) => "half-hourly",
        (FrequencyUnit.Minute, 1) => "minutely",
        (FrequencyUnit.Second, 1) => "secondly",
        (FrequencyUnit.Index, _) => string.Create(CultureInfo.InvariantCulture, $"index step {Multiple}"),
        (FrequencyUnit.Tick, _) => string.Create(CultureInfo.InvariantCulture, $"every {Multiple / 1e7} seconds"),
        (FrequencyUnit.BusinessDay, _) => string.Create(CultureInfo.InvariantCulture, $"every {Multiple} business days"),
        _ => string.Create(CultureInfo.InvariantCulture, $"every {Multiple} {Unit.ToString().ToLowerInvariant()}s"),
    };

    /// <summary>The stamp <paramref name="count"/> steps after (or before, when negative) <paramref name="position"/>.</summary>
    /// <param name="position">Ticks of a <see cref="DateTime"/>, or the number itself for <see cref="FrequencyUnit.Index"/>.</param>
    /// <param name="count">Steps to move.</param>
    /// <returns>The new position in the same unit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The result lies outside the years 1 to 9999.</exception>
    public long Advance(long position, long count) => TryAdvance(position, count, out var result)
        ? result
        : throw new ArgumentOutOfRangeException(
            nameof(count), count, $"{count} {Name} steps leave the years 1 to 9999; use a shorter horizon.");

    /// <summary>The date <paramref name="count"/> steps after <paramref name="date"/>.</summary>
    /// <param name="date">Start; its time of day is kept.</param>
    /// <param name="count">Steps to move; negative moves back.</param>
    /// <returns>The new date.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The result lies outside the years 1 to 9999.</exception>
    public DateTime Advance(DateTime date, long count) => new(Advance(date.Ticks, count), date.Kind);

    /// <summary>Reads a name (<c>monthly</c>), a pandas alias (<c>MS</c>, <c>30min</c>, <c>h</c>, <c>B</c>) or a number with a
    /// unit.</summary>
    /// <param name="text">The text, in any letter case except that <c>M</c> alone is a month.</param>
    /// <param name="frequency">The result, or <see cref="Index"/> when the text is not understood.</param>
    /// <returns>True when the text was understood.</returns>
    public static bool TryParse(string? text, out Frequency frequency) => FrequencyNames.TryParse(text, out frequency);

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal bool TryAdvance(long position, long count, out long result)
    {
        result = 0;
        // Int128 so that neither factor can overflow on hostile input.
        var steps = (Int128)count * Multiple;
        var ticks = Unit switch
        {
            FrequencyUnit.Month => MonthsLater(position, steps),
            FrequencyUnit.BusinessDay => BusinessDaysLater(position, steps),
            _ => position + (steps * TicksPerUnit(Unit)),
        };
        var lowest = IsCalendar ? 0 : long.MinValue;
        var highest = IsCalendar ? DateTime.MaxValue.Ticks : long.MaxValue;
        if (ticks < lowest || ticks > highest) return false;
        result = (long)ticks;
        return true;
    }

    internal static long TicksPerUnit(FrequencyUnit unit) => unit switch
    {
        FrequencyUnit.Second => TimeSpan.TicksPerSecond,
        FrequencyUnit.Minute => TimeSpan.TicksPerMinute,
        FrequencyUnit.Hour => TimeSpan.TicksPerHour,
        FrequencyUnit.Day => TimeSpan.TicksPerDay,
        FrequencyUnit.Week => 7 * TimeSpan.TicksPerDay,
        _ => 1,
    };

    internal static long MonthIndex(long ticks)
    {
        var date = new DateTime(ticks);
        return (date.Year * 12L) + date.Month - 1;
    }

    private Int128 MonthsLater(long position, Int128 months)
    {
        var date = new DateTime(position);
        var month = MonthIndex(position) + months;
        if (month < 12 || month >= 120_000) return -1;
        var (year, monthOfYear) = ((int)(month / 12), (int)(month % 12) + 1);
        var last = DateTime.DaysInMonth(year, monthOfYear);
        var day = EndOfMonth ? last : Math.Min(date.Day, last);
        return new DateTime(year, monthOfYear, day).Ticks + date.TimeOfDay.Ticks;
    }

    private static Int128 BusinessDaysLater(long position, Int128 days)
    {
        // Monday is 0; a start on a weekend counts from the Friday before.
        var weekday = ((int)new DateTime(position).DayOfWeek + 6) % 7;
        var friday = Math.Max(0, weekday - 4);
        var fromMonday = Math.Min(weekday, 4) + days;
        var weeks = fromMonday >= 0 ? fromMonday / 5 : (fromMonday - 4) / 5;
        var shift = (weeks * 7) + (fromMonday - (weeks * 5)) - Math.Min(weekday, 4) - friday;
        return position + (shift * TimeSpan.TicksPerDay);
    }
}
