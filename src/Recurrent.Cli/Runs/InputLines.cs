using Recurrent.Cli.Presentation;
using Recurrent.Training.Data;

namespace Recurrent.Cli.Runs;

/// <summary>Lines of a file or of standard input, one by one as they come.</summary>
internal static class InputLines
{
    /// <summary>Opens lines of prose.</summary>
    /// <param name="path">The file, or <c>-</c>.</param>
    /// <param name="terminal">Where standard input comes from.</param>
    /// <param name="mayBeEmpty">Whether standard input may end before it begins, as where a line in is a line out.</param>
    /// <param name="mayBeTable">Whether a Parquet file is read as the table it is; else it is refused.</param>
    /// <exception cref="DataFormatException">The file is missing or no text; the message names it.</exception>
    public static TextLines Open(string path, Terminal terminal, bool mayBeEmpty = false, bool mayBeTable = true) => path == SeriesFiles.StandardInput
        ? new TextLines(terminal.OpenInput(), "stdin", isProse: true, mayBeEmpty, mayBeTable)
        : new TextLines(path, isProse: true, mayBeTable);

    /// <summary>The lines, to be read once.</summary>
    /// <param name="lines">Disposed behind the last line.</param>
    public static IEnumerable<string> All(TextLines lines)
    {
        using (lines)
        {
            while (lines.Next() is { } line) yield return line;
        }
    }
}
