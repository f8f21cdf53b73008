using System.Runtime.InteropServices;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Reading;

/// <summary>Reads one value a line.</summary>
internal sealed class LongReader
{
    private const int MostRowsNamed = 10;
    private readonly FileSample _sample;
    private readonly SeriesReaderOptions _options;
    private readonly ColumnRoles _roles;
    private readonly (string Name, CovariateKind Kind)[] _covariates;
    private readonly int[] _covariateColumns;
    private readonly Dictionary<string, SeriesBuilder> _builders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SeriesBuilder>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly List<SeriesBuilder> _order = [];
    private readonly List<long> _missing = [];
    private long _missingCount;
    private string _missingColumn = "";

    public LongReader(FileSample sample, SeriesReaderOptions options)
    {
        (_sample, _options) = (sample, options);
        // Before guessing roles: a row of the wrong width would make every guess strange.
        foreach (var row in sample.Rows) CheckWidth(row.Line, row.Fields.Length);
        _roles = new ColumnRoleFinder(sample, options).Find();
        _covariateColumns = [.. _roles.Past, .. _roles.Future];
        _covariates =
        [
            .. _roles.Past.Select(column => (sample.Names[column], CovariateKind.Past)),
            .. _roles.Future.Select(column => (sample.Names[column], CovariateKind.Future)),
        ];
        _lookup = _builders.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public SeriesCollection Read()
    {
        using var csv = new CsvRows(_sample.File, _sample.Delimiter);
        if (_sample.HasHeader) csv.Read();
        while (csv.Read()) ReadRow(csv);
        ReportMissing();
        return new AxisFinder(_sample.File, TimeName(), _roles, _options).Build(_order, new CovariateNames(_covariates, _roles.Holiday < 0 ? null : _sample.Names[_roles.Holiday]));
    }

    private void ReadRow(CsvRows csv)
    {
        CheckWidth(csv.Line, csv.FieldCount);
        var builder = Builder(csv);
        var position = _roles.Time < 0 ? builder.Count + 1 : Position(csv);
        if (builder.Count > 0 && _roles.Time >= 0) CheckOrder(csv, builder, position);
        builder.Add(position, _options.WithoutTarget ? 0 : Number(csv, _roles.Target), csv.Line);
        for (var i = 0; i < _covariateColumns.Length; i++) builder.AddCovariate(i, Number(csv, _covariateColumns[i]));
        if (_roles.Holiday >= 0) builder.AddHoliday(HolidayField.Label(csv.Field(_roles.Holiday), _sample.Names[_roles.Holiday]));
        foreach (var column in _roles.Static) AddConstant(csv, builder, column);
    }

    private void CheckWidth(long line, int fields)
    {
        if (fields == _sample.Names.Length) return;
        throw new DataFormatException
        {
            File = _sample.File,
            Row = line,
            Found = $"{fields} field{(fields == 1 ? "" : "s")}",
            Expected = $"{_sample.Names.Length} as in the first line",
            Fix = "Quote text that contains the delimiter, or complete the row",
        };
    }

    private SeriesBuilder Builder(CsvRows csv)
    {
        var id = _roles.Id < 0 ? default : csv.Field(_roles.Id);
        if (_roles.Id >= 0 && id.IsEmpty)
            throw Error(csv, _roles.Id, "no series id", "text", "Fill the id, or choose another column with --id-col");
        if (_lookup.TryGetValue(id, out var builder)) return builder;
        builder = new SeriesBuilder(id.ToString(), _covariateColumns.Length);
        _builders.Add(builder.Id, builder);
        _order.Add(builder);
        return builder;
    }

    private long Position(CsvRows csv)
    {
        var text = csv.Field(_roles.Time);
        if (_roles.Stamps.TryParse(text, out var position)) return position;
        throw Error(csv, _roles.Time, text.IsEmpty ? "no time stamp" : $"the time stamp {DataFormatException.Quote(text)}",
            _options.TimePattern is { } pattern ? $"a stamp of the pattern {DataFormatException.Quote(pattern)}"
                : $"a stamp written like {DataFormatException.Quote(_sample.Rows[0].Fields[_roles.Time])}",
            _options.TimePattern is null ? "Write all stamps in one format, or choose another column with --time-col"
                : "Correct --time-pattern or the stamp");
    }

    private void CheckOrder(CsvRows csv, SeriesBuilder builder, long position)
    {
        var last = builder.Positions[^1];
        if (position > last) return;
        var earlier = builder.LineOf(position);
        var series = builder.Id.Length == 0 ? "" : $" in series {DataFormatException.Quote(builder.Id)}";
        var stamp = DataFormatException.Quote(csv.Field(_roles.Time));
        if (earlier > 0)
            throw Error(csv, _roles.Time, $"the stamp {stamp} a second time{series} (first in row {earlier})", "each stamp once",
                "Remove or average the duplicates; if the file holds several series, name their column with --id-col");
        throw Error(csv, _roles.Time, $"the stamp {stamp} behind the later {_roles.Stamps.Format.Format(last)}{series}",
            "stamps in growing order", "Sort the file by id and time");
    }

    private double Number(CsvRows csv, int column)
    {
        var text = csv.Field(column);
        if (_sample.TryValue(text, out var value)) return value;
        if (!NumberField.IsMissing(text))
            throw Error(csv, column, DataFormatException.Quote(text), NumberField.Expected, NumberField.Fix(text, _sample.HasDecimalComma, canSay: true));
        if (_missingCount++ == 0) _missingColumn = _sample.Names[column];
        if (_missing.Count < MostRowsNamed) _missing.Add(csv.Line);
        return double.NaN;
    }

    private void AddConstant(CsvRows csv, SeriesBuilder builder, int column)
    {
        var text = csv.Field(column);
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(builder.Constants, _sample.Names[column], out var exists);
        if (!exists) known = text.ToString();
        else if (!text.SequenceEqual(known))
            throw Error(csv, column, $"{DataFormatException.Quote(text)} after {DataFormatException.Quote(known)}",
                "one value for each series in a --static column", "Use --past-cov or --future-cov for what changes over time");
    }

    private void ReportMissing()
    {
        if (_missingCount == 0 || _options.Missing != MissingValues.Refuse) return;
        var rows = string.Join(", ", _missing) + (_missingCount > _missing.Count ? ", …" : "");
        throw new DataFormatException
        {
            File = _sample.File,
            Row = _missing[0],
            Column = _missingColumn,
            Found = $"{_missingCount} missing value{(_missingCount == 1 ? "" : "s")} (row{(_missingCount == 1 ? "" : "s")} {rows})",
            Expected = "a finite number in every row",
            Fix = "Leave out --missing refuse to have them masked, or fill them",
        };
    }

    private string? TimeName() => _roles.Time < 0 ? null : _sample.Names[_roles.Time];

    private DataFormatException Error(CsvRows csv, int column, string found, string expected, string fix) => new()
    {
        File = csv.File,
        Row = csv.Line,
        Column = _sample.Names[column],
        Found = found,
        Expected = expected,
        Fix = fix,
    };
}
