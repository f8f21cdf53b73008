using System.Text;

namespace Recurrent.Training.Data;

/// <summary>
/// Feeds a CSV parser one record after another, each ended by one line feed, and remembers the file line each
/// record began at. Quotes are checked here because only here the line numbers are known.
/// </summary>
internal sealed class RecordReader(TextLines lines, char delimiter, int longestField) : TextReader
{
    /// <summary>Most fields in one record.</summary>
    public const int MostFields = 200_000;

    private readonly Queue<long> _starts = new();
    private string _record = "";
    private int _position;

    /// <summary>Whether a blank line is a record with one blank field; else it is none.</summary>
    public bool KeepsBlankLines { get; init; }

    /// <summary>File line of the next record in parsing order; call once a record.</summary>
    public long TakeLine() => _starts.Dequeue();

    public override int Peek() => Ensure() ? _record[_position] : -1;

    public override int Read() => Ensure() ? _record[_position++] : -1;

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    /// <summary>Gives no more than one record, so that its row can be had before the next one comes.</summary>
    public override int Read(Span<char> buffer)
    {
        if (buffer.IsEmpty || !Ensure()) return 0;
        var count = Math.Min(buffer.Length, _record.Length - _position);
        _record.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override int ReadBlock(Span<char> buffer)
    {
        var written = 0;
        while (Read(buffer[written..]) is > 0 and var count) written += count;
        return written;
    }

    public override int ReadBlock(char[] buffer, int index, int count) => ReadBlock(buffer.AsSpan(index, count));

    protected override void Dispose(bool disposing)
    {
        if (disposing) lines.Dispose();
        base.Dispose(disposing);
    }

    private bool Ensure()
    {
        if (_position < _record.Length) return true;
        var line = lines.Next();
        while (!KeepsBlankLines && line is not null && string.IsNullOrWhiteSpace(line)) line = lines.Next();
        if (line is null) return false;
        // Within quotes the parser takes it for a field.
        if (string.IsNullOrWhiteSpace(line)) line = $"\"{line}\"";
        var start = lines.LineNumber;
        var state = new QuoteScan();
        Scan(line, ref state, start);
        _record = state.InsideQuotes ? Rest(line, ref state, start) : line + "\n";
        _position = 0;
        _starts.Enqueue(start);
        return true;
    }

    /// <summary>A record that goes on over several lines, because of line ends within quotes.</summary>
    private string Rest(string first, ref QuoteScan state, long start)
    {
        var record = new StringBuilder(first).Append('\n');
        while (state.InsideQuotes)
        {
            var next = lines.Next() ?? throw Error(start, "a quoted field that is never closed", "a closing quote \"");
            if (record.Length + next.Length > TextLines.LongestLine)
                throw Error(start, $"a record of more than {TextLines.LongestLine} characters", "one row of data");
            record.Append(next).Append('\n');
            Scan(next, ref state, start);
        }
        return record.ToString();
    }

    private void Scan(string text, ref QuoteScan state, long start)
    {
        var atFieldStart = !state.InsideQuotes;
        var closed = false;
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (++state.FieldLength > longestField)
                throw Error(start, $"a field of more than {longestField} characters", "short text or a number",
                    state.InsideQuotes ? "A quote \" is probably not closed" : "Check that the file is CSV and its delimiter");
            if (state.InsideQuotes)
            {
                if (letter != '"') continue;
                if (i + 1 < text.Length && text[i + 1] == '"') i++;
                else (state.InsideQuotes, closed) = (false, true);
            }
            else if (letter == delimiter)
            {
                (atFieldStart, closed, state.FieldLength) = (true, false, 0);
                if (++state.Fields >= MostFields)
                    throw Error(start, $"more than {MostFields} fields", "fewer columns", "Check that the file is CSV and its delimiter");
            }
            else if (closed) throw Error(start, $"'{letter}' behind a closing quote", "the delimiter or the end of the line");
            else if (letter == '"' && atFieldStart) (state.InsideQuotes, atFieldStart) = (true, false);
            else atFieldStart = false;
        }
    }

    private DataFormatException Error(long row, string found, string expected, string fix = "Close the quote, or double quotes inside text (\"\")") =>
        new() { File = lines.File, Row = row, Found = found, Expected = expected, Fix = fix };

    private struct QuoteScan
    {
        public bool InsideQuotes;
        public int FieldLength;
        public int Fields;
    }
}
