namespace Recurrent.TimeSeries.Reading;

/// <summary>How to read a file of series. Everything left at its default is found from the file.</summary>
public sealed record SeriesReaderOptions
{
    /// <summary>Column with the series id; null looks for <c>unique_id</c>, other usual names, or the only text column.</summary>
    public string? IdColumn { get; init; }

    /// <summary>Column with the time stamp; null looks for <c>ds</c>, other usual names, or the only column of dates.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>Column with the value; null looks for <c>y</c>, other usual names, or the only remaining column of numbers.</summary>
    public string? TargetColumn { get; init; }

    /// <summary>Numeric columns known up to the present only.</summary>
    public IReadOnlyList<string> PastCovariates { get; init; } = [];

    /// <summary>Numeric columns known ahead of time.</summary>
    public IReadOnlyList<string> FutureCovariates { get; init; } = [];

    /// <summary>
    /// Column with the holidays, known ahead of time: a name, or 1, <c>true</c> or <c>yes</c>, on holidays; empty, 0, <c>false</c> or <c>no</c> on other
    /// days. Null for none.
    /// </summary>
    public string? HolidayColumn { get; init; }

    /// <summary>Columns (text or numbers) that are constant for each series.</summary>
    public IReadOnlyList<string> StaticCovariates { get; init; } = [];

    /// <summary>True for one series a line (first column the id), false for one value a line; null decides by the header
    /// <c>V1,V2,…</c>.</summary>
    public bool? Wide { get; init; }

    /// <summary>
    /// Step between stamps; null finds it. <see cref="Frequency.Index"/> takes rows as equally spaced and only asks stamps to grow;
    /// a monthly step given here accepts any day of the month.
    /// </summary>
    public Frequency? Frequency { get; init; }

    /// <summary>.NET pattern of the stamps such as <c>dd/MM/yyyy</c>; null finds it.</summary>
    /// <remarks>Dates like 03/04/2024 are read month first unless the first 1,000 rows show otherwise, by a day above 12 or by steps that are
    /// even only with the day first.</remarks>
    public string? TimePattern { get; init; }

    /// <summary>Field delimiter; null takes the most frequent of comma, semicolon, tab and bar in the first line.</summary>
    public char? Delimiter { get; init; }

    /// <summary>True for 12,5 instead of 12.5; null finds it, except in files separated by commas, which are read with a point.</summary>
    public bool? DecimalComma { get; init; }

    /// <summary>Fewest known values a series must have, at least 1; the default 2 refuses series from which nothing can be learnt.</summary>
    public int MinimumLength { get; init; } = 2;

    /// <summary>
    /// What to do about missing values: by default they are masked (<see cref="Series.IsKnown"/>) while half of every series is known. A series
    /// begins with its first known value and ends with its last; steps without a value before and behind them do not belong to it.
    /// </summary>
    public MissingValues Missing { get; init; }

    /// <summary>Whether there is no column with the value, because the rows only bring covariates; every value is 0 then.</summary>
    internal bool WithoutTarget { get; init; }

    /// <summary>Whether steps without a value at the ends are kept, because the rows continue a series.</summary>
    internal bool KeepEnds { get; init; }
}
