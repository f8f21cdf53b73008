using Recurrent.Training.Data;

namespace Recurrent.Text.Classification.Reading;

/// <summary>Rows of fields, some of which may be looked at before they are taken.</summary>
internal sealed class FieldSource : IDisposable
{
    private const int LongestField = TextLines.LongestLine;
    private readonly TextLines _lines;
    private readonly CsvRows? _csv;
    private readonly bool _isOneColumn;
    private readonly Queue<(string[] Fields, long Line)> _seen = new();

    public FieldSource(TextLines lines, TextFormat format)
    {
        (_lines, Format) = (lines, format);
        var first = FirstLine(lines);
        Delimiter = format == TextFormat.Csv ? CsvRows.DelimiterOf(first) : '\t';
        // A blank line is then a text like any other. A quote that is open goes on in the next line, with more columns perhaps.
        _isOneColumn = !first.Contains(Delimiter) && (format == TextFormat.Tsv || first.Count(static letter => letter == '"') % 2 == 0);
        if (format == TextFormat.Csv) _csv = new CsvRows(lines, Delimiter, LongestField, _isOneColumn);
    }

    public TextFormat Format { get; }

    public char Delimiter { get; }

    /// <summary>1-based line where the row last taken begins.</summary>
    public long Line { get; private set; }

    /// <summary>The first rows as they stand, with the blanks around fields, without taking them.</summary>
    public IReadOnlyList<string[]> Peek(int count)
    {
        while (_seen.Count < count && Read() is { } fields) _seen.Enqueue((fields, Line));
        return [.. _seen.Take(count).Select(static row => row.Fields)];
    }

    /// <summary>Takes the next row; null at the end.</summary>
    public string[]? Next()
    {
        if (!_seen.TryDequeue(out var row)) return Read();
        Line = row.Line;
        return row.Fields;
    }

    public void Dispose()
    {
        if (_csv is not null) _csv.Dispose();
        else _lines.Dispose();
    }

    private static string FirstLine(TextLines lines)
    {
        while (lines.Peek() is { } line && string.IsNullOrWhiteSpace(line)) lines.Next();
        return lines.Peek() ?? throw new DataFormatException { File = lines.File, Row = 1, Found = "only blank lines", Expected = "a header line and rows of data", Fix = "Check that the export wrote the file" };
    }

    private string[]? Read()
    {
        if (_csv is not null)
        {
            if (!_csv.Read()) return null;
            Line = _csv.Line;
            var fields = new string[_csv.FieldCount];
            for (var column = 0; column < fields.Length; column++) fields[column] = _csv.RawField(column).ToString();
            return fields;
        }
        while (_lines.Next() is { } line)
        {
            if (!_isOneColumn && string.IsNullOrWhiteSpace(line)) continue;
            Line = _lines.LineNumber;
            return [.. line.Split('\t').Select(Unquoted)];
        }
        return null;
    }

    /// <summary>Tables written by spreadsheets have quotes around fields with quotes in them; a lone quote is a letter.</summary>
    private static string Unquoted(string field)
    {
        if (field.Length < 2 || field[0] != '"' || field[^1] != '"') return field;
        var inner = field[1..^1];
        return inner.Replace("\"\"", "", StringComparison.Ordinal).Contains('"') ? field : inner.Replace("\"\"", "\"", StringComparison.Ordinal);
    }
}
