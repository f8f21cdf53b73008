using System.Runtime.InteropServices;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Reading;

/// <summary>Reads one series a line: id first, then the values, short series padded with empty fields (the M4 files).</summary>
internal static class WideReader
{
    /// <summary>True for a header V1, V2, V3, … over rows that begin with text.</summary>
    public static bool Recognises(FileSample sample) =>
        sample.HasHeader && sample.Names.Length >= 3
        && sample.Names.Select(static (name, column) => (name, column)).All(static cell => cell.name == $"V{cell.column + 1}")
        && sample.Rows.TrueForAll(static row => row.Fields.Length > 0 && !NumberField.TryParse(row.Fields[0], out _));

    public static SeriesCollection Read(FileSample sample, SeriesReaderOptions options)
    {
        var series = new List<Series>();
        var ids = new Dictionary<string, long>(StringComparer.Ordinal);
        using var csv = new CsvRows(sample.File, sample.Delimiter);
        if (sample.HasHeader) csv.Read();
        var values = new List<double>();
        while (csv.Read())
        {
            ReadRow(csv, sample, values, options.Missing == MissingValues.Refuse);
            var id = csv.Field(0).ToString();
            if (id.Length == 0) throw Error(csv, 1, "no series id", "text in the first column", "Fill the id");
            if (!ids.TryAdd(id, csv.Line))
                throw Error(csv, 1, $"the id {DataFormatException.Quote(id)} a second time (first in row {ids[id]})", "each id once",
                    "Rename or remove one");
            var known = KnownValues.Count(CollectionsMarshal.AsSpan(values));
            if (known < options.MinimumLength)
                throw Error(csv, null, $"{known} values in series {DataFormatException.Quote(id)}",
                    $"at least {options.MinimumLength}", "Add history or remove the series");
            var first = options.KeepEnds ? 0 : values.FindIndex(static value => !double.IsNaN(value));
            if (options.Missing == MissingValues.Usual && !options.KeepEnds && 2 * known < values.Count - first)
                throw Error(csv, null, $"values for {known} of {values.Count - first} steps in series {DataFormatException.Quote(id)}", "values for at least every second step",
                    "Write 0 where nothing happened, or have them masked all the same with --missing mask");
            series.Add(new Series(id, values.GetRange(first, values.Count - first).ToArray(), TimeAxis.RowNumbers.Skip(first), mayLack: true));
        }
        return new SeriesCollection(series);
    }

    private static void ReadRow(CsvRows csv, FileSample sample, List<double> values, bool refuseMissing)
    {
        if (csv.FieldCount > sample.Names.Length)
            throw Error(csv, null, $"{csv.FieldCount} fields", $"at most {sample.Names.Length} as in the first line", "Complete the header");
        var last = csv.FieldCount - 1;
        while (last > 0 && NumberField.IsMissing(csv.Field(last))) last--;
        values.Clear();
        for (var column = 1; column <= last; column++)
        {
            var text = csv.Field(column);
            if (sample.TryValue(text, out var value)) values.Add(value);
            else if (NumberField.IsMissing(text) && !refuseMissing) values.Add(double.NaN);
            else if (NumberField.IsMissing(text))
                throw Error(csv, column + 1, "a missing value", "a number (only the end of a row may be empty)", "Leave out --missing refuse to have it masked, or fill the gap");
            else throw Error(csv, column + 1, DataFormatException.Quote(text), NumberField.Expected, NumberField.Fix(text, sample.HasDecimalComma, canSay: true));
        }
    }

    private static DataFormatException Error(CsvRows csv, int? column, string found, string expected, string fix) => new()
    {
        File = csv.File,
        Row = csv.Line,
        Column = column?.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Found = found,
        Expected = expected,
        Fix = fix,
    };
}
