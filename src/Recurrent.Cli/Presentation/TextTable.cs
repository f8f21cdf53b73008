namespace Recurrent.Cli.Presentation;

/// <summary>A table of aligned plain text: the first column to the left, the others to the right.</summary>
internal sealed class TextTable(params string[] header)
{
    private const string Gap = "  ";
    private readonly List<string[]> _rows = [header];

    public void Add(params string[] cells) => _rows.Add(cells);

    public void Write(TextWriter writer, bool rightAlign = true)
    {
        int[] widths = [.. header.Select((_, column) => _rows.Max(row => row[column].Length))];
        foreach (var row in _rows)
        {
            var cells = row.Select((cell, column) => column == 0 || !rightAlign ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
            writer.WriteLine(string.Join(Gap, cells).TrimEnd());
        }
    }
}
