using System.Text;
using Recurrent.Cli.Presentation;

namespace Recurrent.Cli.Runs;

/// <summary>Where the rows of a result go: a file, or standard output through a large buffer.</summary>
internal static class ResultOutput
{
    private const int BufferSize = 1 << 16;

    /// <summary>Writes a result.</summary>
    /// <param name="path">The file, written whole or not at all; null for standard output.</param>
    /// <param name="terminal">Where standard output leads.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public static void Write(string? path, Terminal terminal, Action<TextWriter> write)
    {
        if (path is not null)
        {
            OutputFile.Write(path, write);
            return;
        }

        if (terminal.OpenOutput is not { } open)
        {
            write(terminal.Output);
            return;
        }

        using var writer = new StreamWriter(open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), BufferSize);
        write(writer);
    }
}
