using Recurrent.TimeSeries.Reading;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Finance.Prices;

/// <summary>Places of the columns in a file of prices: −1 for open, high and low where only closes are read.</summary>
internal sealed record PriceColumns(int Date, StampFormat DateFormat, int Open, int High, int Low, int Close)
{
    private static readonly string[] DateNames = ["date", "day", "time", "timestamp", "datetime", "ds", "observation_date"];

    public bool HasRange => Open >= 0;

    /// <exception cref="DataFormatException">A column is missing or not what it should be.</exception>
    public static PriceColumns Find(FileSample sample, PriceReaderOptions options)
    {
        var date = options.DateColumn is { } named ? Place(sample, named) : FindDate(sample);
        var close = options.CloseColumn is { } closes ? Place(sample, closes) : FindClose(sample, date);
        if (close == date) throw Error(sample, $"'{sample.Names[date]}' as both date and close", "two columns", "Name another column with --target-col");
        var (open, high, low) = (Find(sample, "open"), Find(sample, "high"), Find(sample, "low"));
        var hasRange = !options.ClosesOnly && open >= 0 && high >= 0 && low >= 0 && sample.Names[close].Equals("close", StringComparison.OrdinalIgnoreCase);
        return new PriceColumns(date, FormatOf(sample, date, options), hasRange ? open : -1, hasRange ? high : -1, hasRange ? low : -1, close);
    }

    private static int FindDate(FileSample sample)
    {
        var byName = Array.FindIndex(sample.Names, static name => DateNames.Contains(name, StringComparer.OrdinalIgnoreCase));
        if (byName >= 0) return byName;
        for (var column = 0; column < sample.Names.Length; column++)
            if (StampDetector.Detect(Known(sample, column)) is { Style: StampStyle.Calendar }) return column;
        throw Error(sample, $"the columns {string.Join(", ", sample.Names)} without dates", "a column 'date' with days such as 2024-01-31", "Name the column with --time-col");
    }

    private static int FindClose(FileSample sample, int date)
    {
        if (Find(sample, "close") is var close and >= 0) return close;
        if (sample.Names.Length == 2) return 1 - date;
        throw Error(sample, $"the columns {string.Join(", ", sample.Names)}", "a column 'close', or one column beside the date", "Name the column with --target-col");
    }

    private static int Find(FileSample sample, string name) => Array.FindIndex(sample.Names, one => one.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static int Place(FileSample sample, string name) => Array.IndexOf(sample.Names, name) is var place and >= 0
        ? place
        : throw Error(sample, $"no column '{name}'{NearestName.Suggestion(name, sample.Names)}", $"one of {string.Join(", ", sample.Names)}", "Correct the name");

    private static StampFormat FormatOf(FileSample sample, int date, PriceReaderOptions options)
    {
        if (options.DatePattern is { } pattern) return new StampFormat(StampStyle.Calendar, pattern);
        var fields = Known(sample, date);
        if (StampDetector.Detect(fields) is { Style: StampStyle.Calendar } format) return DayOrMonth.Choose(format, fields);
        throw new DataFormatException
        {
            File = sample.File,
            Row = sample.Rows[0].Line,
            Column = sample.Names[date],
            Found = fields.Count == 0 ? "no dates" : DataFormatException.Quote(fields[0]),
            Expected = "dates of one format, such as 2024-01-31",
            Fix = "Write all dates alike, or give their pattern with --time-pattern",
        };
    }

    private static List<string> Known(FileSample sample, int column) => [.. sample.Column(column).Where(static field => field.Length > 0)];

    private static DataFormatException Error(FileSample sample, string found, string expected, string fix) =>
        new() { File = sample.File, Row = 1, Found = found, Expected = expected, Fix = fix };
}
