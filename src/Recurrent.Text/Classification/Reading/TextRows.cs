using Recurrent.Training.Data;

namespace Recurrent.Text.Classification.Reading;

/// <summary>Texts of a file or stream, row by row.</summary>
internal sealed class TextRows : IDisposable
{
    private readonly TextLines _lines;
    private readonly TextReaderOptions _options;
    private readonly bool _needsLabels;
    private readonly FieldSource? _fields;
    private readonly TextColumns? _columns;
    private readonly JsonTexts? _json;

    /// <summary>Opens a file.</summary>
    /// <param name="lines">Its lines, which belong to the table from now on.</param>
    /// <param name="options">Names of columns, and the format when it is known.</param>
    /// <param name="needsLabels">Whether every text must have a label.</param>
    /// <exception cref="DataFormatException">There is no text to be found, or no label where one is needed.</exception>
    public TextRows(TextLines lines, TextReaderOptions options, bool needsLabels)
    {
        (_lines, _options, _needsLabels) = (lines, options, needsLabels);
        try
        {
            Format = options.Format ?? FormatFinder.Of(lines, options, needsLabels);
            // Standard input that ends before it begins: neither a header nor texts.
            if (!needsLabels && lines.Peek() is null) return;
            switch (Format)
            {
                case TextFormat.Lines when needsLabels:
                    throw new DataFormatException { File = lines.File, Row = 1, Found = "texts without labels", Expected = "a CSV, TSV or JSON-lines file with a label for every text", Fix = "Give the file a header such as text,label; or name its kind with --format" };
                case TextFormat.Csv or TextFormat.Tsv:
                    _fields = new FieldSource(lines, Format);
                    var sample = _fields.Peek(1);
                    if (sample.Count == 0) throw new DataFormatException { File = lines.File, Row = 1, Found = "only blank lines", Expected = "rows with texts", Fix = "Check that the export wrote the file" };
                    _columns = ColumnFinder.Find(lines.File, _fields, options, needsLabels);
                    if (_columns.Header is not null) _fields.Next();
                    Width = sample[0].Length;
                    break;
                case TextFormat.Jsonl:
                    _json = new JsonTexts(lines.File, options, needsLabels);
                    break;
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public TextFormat Format { get; }

    public string File => _lines.File;

    /// <summary>Names of the columns; null without a header.</summary>
    public string[]? Header => _columns?.Header;

    /// <summary>Columns of a row; 0 where there are none.</summary>
    public int Width { get; }

    /// <summary>What stands between fields.</summary>
    public char Delimiter => _fields?.Delimiter ?? ',';

    /// <summary>Names by which the columns are found again in other files.</summary>
    public TextReaderOptions Found => _columns?.Named(_options) ?? _json?.Named(_options) ?? _options with { Format = null };

    /// <summary>The next text; null at the end.</summary>
    /// <exception cref="DataFormatException">The row cannot be used.</exception>
    public TextRow? Next()
    {
        if (_fields is not null) return _fields.Next() is { } fields ? Row(fields) : null;
        if (_json is null && Format != TextFormat.Lines) return null;
        while (_lines.Next() is { } line)
        {
            if (_json is null) return new TextRow(line, null, _lines.LineNumber, [line]);
            if (!string.IsNullOrWhiteSpace(line)) return _json.Row(line, _lines.LineNumber);
        }
        return null;
    }

    public void Dispose()
    {
        if (_fields is not null) _fields.Dispose();
        else _lines.Dispose();
    }

    private TextRow Row(string[] fields)
    {
        if (fields.Length != Width)
        {
            throw new DataFormatException
            {
                File = File,
                Row = _fields!.Line,
                Found = $"{fields.Length} columns",
                Expected = $"{Width}, as in the first row",
                Fix = fields.Length > Width && Format == TextFormat.Csv ? $"Put quotes around texts with '{Delimiter}' in them" : "Complete or remove the row",
            };
        }
        var labels = _columns!.Label is { } column ? LabelField.Read(fields[column], _options.SplitLabels) : null;
        var text = fields[_columns.Text];
        // Tables are often written with blanks behind the commas; between tabs a blank is a letter.
        return new TextRow(Format == TextFormat.Csv ? text.Trim() : text, labels, _fields!.Line, fields);
    }
}
