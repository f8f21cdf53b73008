namespace Recurrent.TimeSeries;

/// <summary>The regular time stamps of a series: a start, a step and the way to write them. It has no end.</summary>
/// <param name="Start">Position of the first value: <see cref="DateTime"/> ticks, or a number for index stamps.</param>
/// <param name="Frequency">Distance between neighbours.</param>
/// <param name="Format">How stamps are written.</param>
public sealed record TimeAxis(long Start, Frequency Frequency, StampFormat Format)
{
    /// <summary>Row numbers 1, 2, 3, … for data without any stamp.</summary>
    public static TimeAxis RowNumbers { get; } = new(1, Frequency.Index, StampFormat.Index);

    /// <summary>An axis of calendar dates.</summary>
    /// <param name="start">Date of the first value.</param>
    /// <param name="frequency">Distance between neighbours.</param>
    /// <param name="pattern">Pattern to write them with, such as <c>yyyy-MM</c>.</param>
    /// <returns>The axis.</returns>
    public static TimeAxis FromDate(DateTime start, Frequency frequency, string pattern = "yyyy-MM-dd") =>
        new(start.Ticks, frequency, new StampFormat(StampStyle.Calendar, pattern));

    /// <summary>Position of value <paramref name="index"/>; indices past the end are the future.</summary>
    /// <param name="index">0-based; negative looks before the start.</param>
    /// <returns>Ticks or number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The stamp lies outside the years 1 to 9999.</exception>
    public long Position(long index) => Frequency.Advance(Start, index);

    /// <summary>Date of value <paramref name="index"/>, or null when the stamps are bare numbers.</summary>
    /// <param name="index">0-based; may lie in the future.</param>
    /// <returns>The date.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The stamp lies outside the years 1 to 9999.</exception>
    public DateTime? Date(long index) => Format.IsCalendar ? new DateTime(Position(index)) : null;

    /// <summary>Stamp of value <paramref name="index"/> written like the input.</summary>
    /// <param name="index">0-based; may lie in the future.</param>
    /// <returns>Text such as <c>1961-01</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The stamp lies outside the years 1 to 9999.</exception>
    public string Text(long index) => Format.Format(Position(index));

    /// <summary>The same axis beginning <paramref name="count"/> values later.</summary>
    /// <param name="count">Values to skip.</param>
    /// <returns>The shifted axis.</returns>
    public TimeAxis Skip(long count) => this with { Start = Position(count) };
}
