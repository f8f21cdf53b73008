using System.Text;
using Recurrent.Training.Data;

namespace Recurrent.Text.Corpora;

/// <summary>Reads UTF-8 text files, plain or gzip, with or without a byte order mark; CR, LF and CRLF all end a line.</summary>
public static class TextFile
{
    /// <summary>Reads lines one by one.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The lines without their ends, empty ones too.</returns>
    /// <exception cref="DataFormatException">The file is missing, empty, no UTF-8 or has a line above 4 MB; the message names file and line.</exception>
    public static IEnumerable<string> Lines(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Read(path);

        static IEnumerable<string> Read(string path)
        {
            using var lines = new TextLines(path, isProse: true, mayBeTable: false);
            while (lines.Next() is { } line) yield return line;
        }
    }

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its text with every line end as one line feed; the last line is ended when it was so in the file.</returns>
    /// <exception cref="DataFormatException">The file is missing, empty, no UTF-8 or has a line above 4 MB; the message names file and line.</exception>
    public static string ReadAll(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var lines = new TextLines(path, isProse: true, mayBeTable: false);
        var text = new StringBuilder();
        while (lines.Next() is { } line)
        {
            text.Append(line);
            if (lines.IsEnded) text.Append('\n');
        }
        return text.ToString();
    }
}
