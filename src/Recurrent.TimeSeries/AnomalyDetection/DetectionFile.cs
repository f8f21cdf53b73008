using Recurrent.TimeSeries.Reading;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>Reads the rows of one file whose columns are known.</summary>
internal sealed class DetectionFile(FileSample sample, DetectionRoles roles)
{
    private readonly StampParser? _stamps = roles.TimeFormat is { } format ? new StampParser(format) : null;
    private readonly List<double> _values = [];
    private readonly List<long> _ticks = [];
    private readonly List<bool> _labels = [];
    private bool _hasCalendar = roles.TimeFormat is not null;

    public static bool TryLabel(ReadOnlySpan<char> text, out bool label)
    {
        label = text is "1" or "1.0" || text.Equals("true", StringComparison.OrdinalIgnoreCase);
        return label || text is "0" or "0.0" || text.Equals("false", StringComparison.OrdinalIgnoreCase);
    }

    public DetectionTable Read()
    {
        using var csv = new CsvRows(sample.File, sample.Delimiter);
        if (sample.HasHeader) csv.Read();
        while (csv.Read()) ReadRow(csv);
        return new DetectionTable(
            sample.File, [.. roles.Channels.Select(column => sample.Names[column])], [.. _values],
            _hasCalendar ? [.. _ticks] : null, roles.Label < 0 ? null : [.. _labels])
        {
            Columns = new DetectionColumns(
                sample.Names, Name(roles.Time), roles.TimeFormat, Name(roles.Label), sample.HasHeader),
        };
    }

    private string? Name(int column) => column < 0 ? null : sample.Names[column];

    private void ReadRow(CsvRows csv)
    {
        if (csv.FieldCount != sample.Names.Length)
            throw new DataFormatException
            {
                File = sample.File,
                Row = csv.Line,
                Found = $"{csv.FieldCount} field{(csv.FieldCount == 1 ? "" : "s")}",
                Expected = $"{sample.Names.Length} as in the first line",
                Fix = "Quote text that contains the delimiter, or complete the row",
            };
        foreach (var column in roles.Channels) _values.Add(Number(csv, column));
        if (_stamps is not null) AddTime(csv, _stamps);
        if (roles.Label < 0) return;
        if (!TryLabel(csv.Field(roles.Label), out var label))
            throw Error(csv, roles.Label, DataFormatException.Quote(csv.Field(roles.Label)), "0 or 1", "Correct the label, or name another column with --label-col");
        _labels.Add(label);
    }

    private void AddTime(CsvRows csv, StampParser stamps)
    {
        var text = csv.Field(roles.Time);
        if (!stamps.TryParse(text, out var position))
            throw Error(csv, roles.Time, text.IsEmpty ? "no time" : $"the time {DataFormatException.Quote(text)}",
                $"a time written like {DataFormatException.Quote(sample.Rows[0].Fields[roles.Time])}", "Write all times in one format, or name another column with --time-col");
        if (_ticks.Count == 0) _hasCalendar = DetectionStamps.HasCalendar(stamps.Format, position);
        _ticks.Add(DetectionStamps.Ticks(stamps.Format, position));
    }

    private double Number(CsvRows csv, int column)
    {
        var text = csv.Field(column);
        if (sample.TryValue(text, out var value)) return value;
        if (NumberField.IsMissing(text)) return double.NaN;
        throw Error(csv, column, DataFormatException.Quote(text), NumberField.Expected,
            $"{NumberField.Fix(text, sample.HasDecimalComma, canSay: true)}; if the column is not to be watched, name it with --ignore");
    }

    private DataFormatException Error(CsvRows csv, int column, string found, string expected, string fix) => new()
    {
        File = csv.File,
        Row = csv.Line,
        Column = sample.Names[column],
        Found = found,
        Expected = expected,
        Fix = fix,
    };
}
