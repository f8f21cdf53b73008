using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Reading;

/// <summary>Decides which column is the id, the time and the value, or says which option settles it.</summary>
internal sealed class ColumnRoleFinder(FileSample sample, SeriesReaderOptions options)
{
    private static readonly string[] IdNames = ["unique_id", "id", "series_id", "item_id", "series", "item", "ticker", "symbol"];
    private static readonly string[] TimeNames =
        ["ds", "timestamp", "datetime", "date", "time", "year", "month", "quarter", "week", "day", "period"];
    private static readonly string[] RowNumberNames = ["rownames", "index", "row", "step", "t", "unnamed: 0", ""];
    private static readonly string[] TargetNames = ["y", "target", "value"];

    private readonly HashSet<int> _taken = [];

    public ColumnRoles Find()
    {
        var past = Named(options.PastCovariates, "--past-cov");
        var future = Named(options.FutureCovariates, "--future-cov");
        var constant = Named(options.StaticCovariates, "--static");
        var holiday = Named(options.HolidayColumn, "--holiday-col");
        var id = Named(options.IdColumn, "--id-col");
        var time = Named(options.TimeColumn, "--time-col");
        var target = Named(options.TargetColumn, "--target-col");
        if (id < 0) id = Take(WithName(IdNames));
        if (time < 0) time = Take(FindTime());
        var rowNumber = WithName(RowNumberNames) is var column and >= 0 && IsNumeric(column) ? Take(column) : -1;
        if (time < 0) time = rowNumber;
        if (target < 0 && !options.WithoutTarget) target = Take(FindTarget());
        if (id < 0) id = Take(FindId());
        return new ColumnRoles(id, time, target, past, future, constant, holiday, Stamps(time, id));
    }

    private int Take(int column)
    {
        if (column >= 0) _taken.Add(column);
        return column;
    }

    private int[] Named(IReadOnlyList<string> names, string option) => [.. names.Select(name => Named(name, option))];

    private int Named(string? name, string option)
    {
        if (name is null) return -1;
        var column = Array.IndexOf(sample.Names, name);
        if (column < 0) column = Array.FindIndex(sample.Names, other => other.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (column < 0)
            throw Error($"no column '{name}'{NearestName.Suggestion(name, sample.Names)}", "one of " + List(sample.Names),
                options.WithoutTarget && option is ("--future-cov" or "--holiday-col") ? "Add the column, which the model was trained with" : $"Add the column, or correct {option}");
        if (!_taken.Add(column))
            throw Error($"the column '{name}' used twice", "one role for each column", $"Correct {option}");
        return column;
    }

    private int WithName(string[] names)
    {
        foreach (var name in names)
        {
            var column = Array.FindIndex(sample.Names, other => other.Equals(name, StringComparison.OrdinalIgnoreCase));
            // A nameless last column is a trailing delimiter, not a column of row numbers.
            if (column >= 0 && !_taken.Contains(column) && (name.Length > 0 || column == 0)) return column;
        }
        return -1;
    }

    private int FindTime()
    {
        foreach (var name in TimeNames)
        {
            var column = WithName([name]);
            if (column >= 0 && (IsStamps(column) || !IsNumeric(column))) return column;
        }
        int[] dates = [.. Free().Where(column => !IsNumeric(column) && IsStamps(column))];
        if (dates.Length > 1) throw Ambiguous("columns of dates", dates, "--time-col");
        return dates.Length == 1 ? dates[0] : -1;
    }

    private int FindTarget()
    {
        var named = WithName(TargetNames);
        if (named >= 0) return named;
        int[] numbers = [.. Free().Where(IsNumeric)];
        if (numbers.Length == 1) return numbers[0];
        if (numbers.Length > 1) throw Ambiguous("columns of numbers", numbers, "--target-col");
        // A lone column with a few bad values is still the value column; the bad rows are named while reading.
        int[] mostly = [.. Free().Where(IsMostlyNumeric)];
        if (mostly.Length == 1) return mostly[0];
        throw mostly.Length > 1
            ? Ambiguous("columns of numbers", mostly, "--target-col")
            : Error("no column of numbers", "a value column such as 'y' among " + List(sample.Names),
                "Check the delimiter and the decimal point, or name the column with --target-col");
    }

    private int FindId()
    {
        int[] texts = [.. Free().Where(column => !IsMostlyNumeric(column) && sample.Column(column).Exists(static field => field.Length > 0))];
        // With the value named by the user, other text columns may just be remarks: only a repeating one can be an id.
        int[] repeating = [.. texts.Where(column => sample.Column(column).Distinct().Count() < sample.Rows.Count)];
        if (repeating.Length > 1) throw Ambiguous("columns of text that may be the series id", repeating, "--id-col");
        return repeating.Length == 1 ? repeating[0] : -1;
    }

    private IEnumerable<int> Free() => Enumerable.Range(0, sample.Names.Length).Where(column => !_taken.Contains(column));

    private bool IsStamps(int column) => StampDetector.Detect(Cells(column)) is not null;

    private bool IsNumeric(int column)
    {
        var cells = sample.Column(column);
        var numbers = cells.Count(cell => sample.TryNumber(cell, out _));
        return numbers > 0 && numbers + cells.Count(static cell => NumberField.IsMissing(cell)) == cells.Count;
    }

    private bool IsMostlyNumeric(int column)
    {
        var cells = sample.Column(column);
        return cells.Count(cell => sample.TryNumber(cell, out _)) * 2 > cells.Count;
    }

    private List<string> Cells(int column) => [.. sample.Column(column).Where(static cell => cell.Length > 0)];

    private StampParser Stamps(int time, int id)
    {
        if (time < 0) return new StampParser(StampFormat.Index);
        if (options.TimePattern is { } pattern) return new StampParser(new StampFormat(StampStyle.Calendar, pattern));
        var bare = RowNumberNames.Contains(sample.Names[time], StringComparer.OrdinalIgnoreCase);
        var cells = Cells(time);
        var format = StampDetector.Detect(cells, bare) ?? MajorityFormat(cells, bare);
        if (format is not null) return new StampParser(DayOrMonth.Choose(format, FirstSeries(time, id)));
        throw new DataFormatException
        {
            File = sample.File,
            Row = sample.Rows[0].Line,
            Column = sample.Names[time],
            Found = $"time stamps such as {DataFormatException.Quote(cells.FirstOrDefault() ?? "")}",
            Expected = "one date format for all rows, such as 2024-01-31, 2024-01-31 13:30, 2024-01, 2024 or whole numbers",
            Fix = "Rewrite the stamps, or give their pattern with --time-pattern",
        };
    }

    /// <summary>The stamps of the first series of the sample.</summary>
    private List<string> FirstSeries(int time, int id) =>
    [
        .. sample.Rows.Where(row => id < 0 || string.Equals(row.Fields[id], sample.Rows[0].Fields[id], StringComparison.Ordinal))
            .Select(row => row.Fields[time]),
    ];

    /// <summary>The format of most stamps, so that the few odd ones are reported with their rows.</summary>
    private static StampFormat? MajorityFormat(List<string> cells, bool bare)
    {
        foreach (var cell in cells.Take(3))
        {
            if (StampDetector.Detect([cell], bare) is not { } format) continue;
            var parser = new StampParser(format);
            if (cells.Count(other => parser.TryParse(other, out _)) * 2 > cells.Count) return format;
        }
        return null;
    }

    private DataFormatException Ambiguous(string what, int[] columns, string option) =>
        Error($"{columns.Length} {what}: {List(columns.Select(column => sample.Names[column]))}", "one sensible choice",
            $"Choose with {option}, for example {option} {sample.Names[columns[0]]}");

    private DataFormatException Error(string found, string expected, string fix) =>
        new() { File = sample.File, Row = sample.HasHeader ? 1 : null, Found = found, Expected = expected, Fix = fix };

    private static string List(IEnumerable<string> names)
    {
        var shown = names.Take(20).Select(name => DataFormatException.Quote(name));
        return string.Join(", ", shown);
    }
}
