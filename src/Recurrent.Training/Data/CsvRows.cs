using Sylvan.Data.Csv;

namespace Recurrent.Training.Data;

/// <summary>The rows of a CSV file with their true line numbers; every failure is a <see cref="DataFormatException"/>.</summary>
internal sealed class CsvRows : IDisposable
{
    /// <summary>Longest field in characters where fields are numbers and names; a quote that is never closed reaches it after a few lines, not at the end of the file.</summary>
    private const int LongestName = 4096;
    private readonly RecordReader _records;
    private readonly CsvDataReader _csv;

    /// <summary>Opens a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="delimiter">What stands between fields.</param>
    /// <param name="longestField">Most characters of a field; more where fields are texts.</param>
    public CsvRows(string file, char delimiter, int longestField = LongestName)
        : this(new TextLines(file), delimiter, longestField)
    {
    }

    /// <summary>Reads lines.</summary>
    /// <param name="lines">Belong to the rows from now on.</param>
    /// <param name="delimiter">What stands between fields.</param>
    /// <param name="longestField">Most characters of a field.</param>
    /// <param name="keepsBlankLines">Whether a blank line is a row whose one field is empty, as in a table of one column.</param>
    public CsvRows(TextLines lines, char delimiter, int longestField, bool keepsBlankLines = false)
    {
        File = lines.File;
        _records = new RecordReader(lines, delimiter, longestField) { KeepsBlankLines = keepsBlankLines };
        var options = new CsvDataReaderOptions
        {
            Delimiter = delimiter,
            HasHeaders = false,
            // NUL never passes the line reader, so no row can be taken for a comment.
            Comment = '\0',
            BufferSize = 1 << 14,
            MaxBufferSize = TextLines.LongestLine + longestField,
        };
        try
        {
            _csv = CsvDataReader.Create(_records, options);
        }
        catch (CsvFormatException error)
        {
            _records.Dispose();
            throw Malformed(error);
        }
        catch
        {
            _records.Dispose();
            throw;
        }
    }

    public string File { get; }

    /// <summary>1-based file line the current row begins at.</summary>
    public long Line { get; private set; }

    public int FieldCount => _csv.RowFieldCount;

    public bool Read()
    {
        try
        {
            if (!_csv.Read()) return false;
        }
        catch (Exception error) when (error is CsvFormatException or CsvRecordTooLargeException)
        {
            throw Malformed(error);
        }
        Line = _records.TakeLine();
        return true;
    }

    /// <summary>One field of the current row without surrounding blanks; empty when the row is shorter.</summary>
    public ReadOnlySpan<char> Field(int column) => RawField(column).Trim();

    /// <summary>One field of the current row with the blanks around it; empty when the row is shorter.</summary>
    public ReadOnlySpan<char> RawField(int column) => column < FieldCount ? _csv.GetFieldSpan(column) : default;

    public void Dispose()
    {
        _csv.Dispose();
        _records.Dispose();
    }

    /// <summary>The delimiter used most outside quotes in the first line with text; on a tie not the comma, which may be a decimal mark.</summary>
    public static char GuessDelimiter(string file)
    {
        using var lines = new TextLines(file);
        var line = lines.Next();
        while (line is not null && string.IsNullOrWhiteSpace(line)) line = lines.Next();
        if (line is null)
            throw new DataFormatException
            {
                File = file,
                Row = 1,
                Found = "only blank lines",
                Expected = "a header line and rows of data",
                Fix = "Check that the export wrote the file",
            };
        return DelimiterOf(line);
    }

    /// <summary>The delimiter used most outside quotes; on a tie not the comma.</summary>
    public static char DelimiterOf(string line)
    {
        var (best, most) = (',', 0);
        foreach (var candidate in ";\t|,")
        {
            var (count, quoted) = (0, false);
            foreach (var letter in line)
            {
                if (letter == '"') quoted = !quoted;
                else if (letter == candidate && !quoted) count++;
            }
            if (count > most) (best, most) = (candidate, count);
        }
        return best;
    }

    private DataFormatException Malformed(Exception error) => new(error.Message, error)
    {
        File = File,
        Row = Line + 1,
        Found = "malformed CSV: " + error.Message,
        Expected = "fields separated by one delimiter",
        Fix = "Check the quotes around this row",
    };
}
