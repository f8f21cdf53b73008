using Recurrent.Training.Data;

namespace Recurrent.Text.Tagging;

/// <summary>Puts the lines of a CoNLL file together to sentences, one line after another, for files and streams alike.</summary>
/// <param name="name">The file, for messages.</param>
internal sealed class ConllParser(string name)
{
    private readonly List<string[]> _lines = [];
    private long _row;
    private long _firstRow;
    private int _columns;
    private long _columnsRow;

    /// <summary>Takes a line.</summary>
    /// <param name="line">Without its end.</param>
    /// <returns>The sentence that it ends, or null.</returns>
    /// <exception cref="DataFormatException">The line has no token or another number of columns than the first.</exception>
    public ConllBlock? Next(string line)
    {
        _row++;
        if (string.IsNullOrWhiteSpace(line) || line.StartsWith(ConllFile.DocumentStart, StringComparison.Ordinal)) return End();
        var fields = Split(line);
        if (_columns == 0) (_columns, _columnsRow) = (fields.Length, _row);
        if (fields.Length != _columns)
            throw new DataFormatException { File = name, Row = _row, Found = Columns(fields.Length), Expected = $"{_columns} as in line {_columnsRow}", Fix = "Give every line the same columns, and put an empty line between two sentences" };
        if (string.IsNullOrWhiteSpace(fields[0]))
            throw new DataFormatException { File = name, Row = _row, Found = $"the tag {DataFormatException.Quote(fields[^1])} without a token", Expected = "a token in the first column", Fix = "Write the token, or remove the line" };
        if (_lines.Count == 0) _firstRow = _row;
        _lines.Add(fields);
        return null;
    }

    /// <summary>The sentence that the end of the file ends, or null.</summary>
    public ConllBlock? End()
    {
        if (_lines.Count == 0) return null;
        var block = new ConllBlock([.. _lines], _firstRow, _columns);
        _lines.Clear();
        return block;
    }

    /// <summary>The columns of a line: what tabs separate or, without any, runs of blanks.</summary>
    public static string[] Split(string line) =>
        line.Contains('\t', StringComparison.Ordinal) ? line.TrimEnd('\t').Split('\t') : line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Columns(int count) => count == 1 ? "1 column" : $"{count} columns";
}
