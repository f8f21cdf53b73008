using System.Globalization;

namespace Recurrent.TimeSeries.Finance.Prices;

/// <summary>Daily prices in order of time. Immutable.</summary>
public sealed class PriceTable
{
    private readonly PriceBar[] _bars;

    /// <summary>Makes a table.</summary>
    /// <param name="name">A name for messages, such as the file's.</param>
    /// <param name="bars">Days in growing order, all with a range or none. [T]</param>
    /// <param name="skippedRows">Rows of the source that had no price.</param>
    /// <exception cref="ArgumentException">A price is not above 0, high and low do not enclose the others, dates do not grow, or only some days have a range.</exception>
    public PriceTable(string name, IEnumerable<PriceBar> bars, long skippedRows = 0)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(bars);
        (Name, _bars, SkippedRows) = (name, [.. bars], skippedRows);
        for (var day = 0; day < _bars.Length; day++)
            if (Broken(day) is { } broken) throw new ArgumentException($"Received {broken}.", nameof(bars));
    }

    private PriceTable(PriceTable source, PriceBar[] bars) => (Name, _bars, SkippedRows) = (source.Name, bars, source.SkippedRows);

    /// <summary>A name for messages.</summary>
    public string Name { get; }

    /// <summary>Number of days T.</summary>
    public int Days => _bars.Length;

    /// <summary>Rows of the source that had no price and were left out.</summary>
    public long SkippedRows { get; }

    /// <summary>Whether open, high and low are known beside the close.</summary>
    public bool HasRange => _bars.Length > 0 && _bars[0].HasRange;

    /// <summary>One day.</summary>
    /// <param name="day">0 to T − 1.</param>
    public PriceBar this[Index day] => _bars[day];

    /// <summary>The log return of a day.</summary>
    /// <param name="day">1 to T − 1.</param>
    /// <returns>ln(close / close of the day before).</returns>
    public double Return(int day) => _bars[day].Return(_bars[day - 1].Close);

    /// <summary>Some days as a table of their own.</summary>
    /// <param name="start">The first, from 0.</param>
    /// <param name="count">How many.</param>
    /// <returns>A table of the same name.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The days are not all there.</exception>
    public PriceTable Slice(int start, int count) => new(this, _bars.AsSpan(start, count).ToArray());

    /// <summary>The same days without open, high and low.</summary>
    /// <returns>A table of closes.</returns>
    public PriceTable ClosesOnly() => new(this, [.. _bars.Select(static bar => new PriceBar(bar.Date, bar.Close))]);

    private string? Broken(int day)
    {
        var bar = _bars[day];
        var date = bar.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (PriceRules.Broken(bar) is { } broken) return $"{broken} on {date}";
        if (bar.HasRange != _bars[0].HasRange) return $"a range on some days only; {date} differs from the first day";
        return day > 0 && bar.Date <= _bars[day - 1].Date ? $"{date} not behind the day before; expected growing dates" : null;
    }
}
