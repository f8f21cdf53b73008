using Recurrent.TimeSeries.Reading;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Signals.Reading;

/// <summary>Reads CSV files whose rows are steps of signals: one signal a file, or many told apart by an id.</summary>
internal sealed class SignalTable(FileSample sample, SignalColumns columns)
{
    private readonly Dictionary<string, Rows> _byId = new(StringComparer.Ordinal);
    private readonly List<Rows> _all = [];

    public List<Signal> Read()
    {
        using var csv = new CsvRows(sample.File, sample.Delimiter);
        if (sample.HasHeader) csv.Read();
        while (csv.Read())
        {
            CheckWidth(csv, sample);
            var rows = Find(csv);
            foreach (var column in columns.Channels) rows.Values.Add(Number(csv, column));
        }
        string[] names = [.. columns.Channels.Select(column => sample.Names[column])];
        return [.. _all.Select(one => new Signal(one.Name, names, [.. one.Values]) { Label = one.Label, Group = one.Group })];
    }

    public static void CheckWidth(CsvRows csv, FileSample sample)
    {
        if (csv.FieldCount == sample.Names.Length) return;
        throw new DataFormatException
        {
            File = csv.File,
            Row = csv.Line,
            Found = $"{csv.FieldCount} field{(csv.FieldCount == 1 ? "" : "s")}",
            Expected = $"{sample.Names.Length} as in the first line",
            Fix = "Quote text that contains the delimiter, or complete the row",
        };
    }

    /// <summary>The text of a column, or null where there is no such column.</summary>
    /// <exception cref="DataFormatException">The field is empty.</exception>
    public static string? Text(CsvRows csv, FileSample sample, int column)
    {
        if (column < 0) return null;
        var text = csv.Field(column);
        return text.IsEmpty
            ? throw Error(csv, sample, column, "no text", "a name in every row", "Fill it in, or leave the row out")
            : text.ToString();
    }

    private Rows Find(CsvRows csv)
    {
        var id = Text(csv, sample, columns.Id) ?? sample.File;
        var (label, group) = (Text(csv, sample, columns.Label), Text(csv, sample, columns.Group));
        if (!_byId.TryGetValue(id, out var rows))
        {
            rows = new Rows(id, label, group);
            _byId.Add(id, rows);
            _all.Add(rows);
        }
        if (rows.Label != label) throw Error(csv, sample, columns.Label, DataFormatException.Quote(label), $"'{rows.Label}' as in the rows of '{id}' before it", "A signal has one class: correct the label or the id");
        if (rows.Group != group) throw Error(csv, sample, columns.Group, DataFormatException.Quote(group), $"'{rows.Group}' as in the rows of '{id}' before it", "A signal has one group: correct the group or the id");
        return rows;
    }

    private float Number(CsvRows csv, int column)
    {
        var text = csv.Field(column);
        if (sample.TryValue(text, out var value)) return (float)value;
        throw NumberField.IsMissing(text)
            ? Error(csv, sample, column, "no value", "a finite number in every row", "Fill the gap, for example with the value before it, or leave the row out")
            : Error(csv, sample, column, DataFormatException.Quote(text), NumberField.Expected, NumberField.Fix(text, sample.HasDecimalComma));
    }

    private static DataFormatException Error(CsvRows csv, FileSample sample, int column, string found, string expected, string fix) =>
        new() { File = csv.File, Row = csv.Line, Column = sample.Names[column], Found = found, Expected = expected, Fix = fix };

    private sealed record Rows(string Name, string? Label, string? Group)
    {
        public List<float> Values { get; } = [];
    }
}
