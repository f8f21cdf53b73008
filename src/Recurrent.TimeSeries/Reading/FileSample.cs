using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Reading;

/// <summary>Column names and first rows of a file: enough to decide what each column is.</summary>
internal sealed class FileSample
{
    private const int MostRows = 1000;
    private const int MostCharacters = 1 << 20;

    private FileSample(string file, char delimiter, string[] names, bool hasHeader, List<SampleRow> rows, bool decimalComma) =>
        (File, Delimiter, Names, HasHeader, Rows, HasDecimalComma) = (file, delimiter, names, hasHeader, rows, decimalComma);

    public string File { get; }

    public char Delimiter { get; }

    /// <summary>Column names; <c>column1</c>, … for a file that begins with data.</summary>
    public string[] Names { get; }

    public bool HasHeader { get; }

    public List<SampleRow> Rows { get; }

    public bool HasDecimalComma { get; }

    /// <summary>Reads one number with the decimal mark of the file.</summary>
    public bool TryNumber(ReadOnlySpan<char> text, out double value) =>
        HasDecimalComma ? NumberField.TryParseComma(text, out value) : NumberField.TryParse(text, out value);

    /// <summary>Reads one number that arithmetic bears.</summary>
    public bool TryValue(ReadOnlySpan<char> text, out double value) => TryNumber(text, out value) && NumberField.IsUsable(value);

    public static FileSample Read(string file, SeriesReaderOptions options)
    {
        var delimiter = options.Delimiter ?? CsvRows.GuessDelimiter(file);
        using var csv = new CsvRows(file, delimiter);
        if (!csv.Read())
            throw new DataFormatException { File = file, Found = "only blank lines", Expected = "a header line and rows of data" };
        var first = Fields(csv);
        var headerLine = csv.Line;
        var rows = new List<SampleRow>();
        var characters = 0;
        while (rows.Count < MostRows && characters < MostCharacters && csv.Read())
        {
            var row = Fields(csv);
            rows.Add(new SampleRow(csv.Line, row));
            characters += row.Sum(static field => field.Length + 32);
        }
        var comma = options.DecimalComma ?? DecimalMark.IsComma(delimiter, [first, .. rows.Select(static row => row.Fields)]);
        var hasHeader = !first.All(field => StampDetector.Detect([field]) is not null || (comma && NumberField.TryParseComma(field, out _)));
        if (!hasHeader) rows.Insert(0, new SampleRow(headerLine, first));
        if (rows.Count == 0)
            throw new DataFormatException
            {
                File = file,
                Row = headerLine,
                Found = "only a header line",
                Expected = "rows of data below it",
                Fix = "Check that the export wrote its rows",
            };
        var names = hasHeader ? first : [.. first.Select(static (_, column) => $"column{column + 1}")];
        RefuseRepeatedNames(file, headerLine, names);
        return new FileSample(file, delimiter, names, hasHeader, rows, comma);
    }

    /// <summary>Fields of one column in the sampled rows that have it.</summary>
    public List<string> Column(int column) => [.. Rows.Where(row => column < row.Fields.Length).Select(row => row.Fields[column])];

    private static string[] Fields(CsvRows csv)
    {
        var fields = new string[csv.FieldCount];
        for (var i = 0; i < fields.Length; i++) fields[i] = csv.Field(i).ToString();
        return fields;
    }

    private static void RefuseRepeatedNames(string file, long line, string[] names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
            if (name.Length > 0 && !seen.Add(name))
                throw new DataFormatException
                {
                    File = file,
                    Row = line,
                    Column = name,
                    Found = "the same column name twice",
                    Expected = "different names",
                    Fix = "Rename one of the columns",
                };
    }
}
