using System.Text;
using Recurrent.Cli.Tasks;

namespace Recurrent.Cli.Runs;

/// <summary>Where the rows of a result go: a file, or standard output through a large buffer.</summary>
internal static class ResultOutput
{
    private const int BufferSize = 1 << 16;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a result as text.</summary>
    /// <param name="invocation">Names the file, written whole or not at all, or none for standard output.</param>
    /// <param name="write">Writes the content; interrupted only between two rows.</param>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Interrupted; the message says what became of the rows. Those of standard input cannot be asked for again and are kept.</exception>
    public static void Write(TaskInvocation invocation, Action<TextWriter> write) => Write(invocation, write, stream =>
    {
        using var writer = new StreamWriter(stream, Utf8, BufferSize, leaveOpen: true);
        write(writer);
    });

    /// <summary>Writes a result as UTF-8.</summary>
    /// <inheritdoc cref="Write(TaskInvocation, Action{TextWriter})"/>
    public static void WriteBytes(TaskInvocation invocation, Action<Stream> write) => Write(invocation, writer => ToText(writer, write), write);

    private static void Write(TaskInvocation invocation, Action<TextWriter> writeText, Action<Stream> writeBytes)
    {
        try
        {
            if (invocation.Out is { } path) ToFile(path, invocation.ReadsStandardInput, writeBytes);
            else if (invocation.Terminal.OpenOutput is { } open)
            {
                using var output = open();
                writeBytes(output);
            }
            else writeText(invocation.Terminal.Output);
        }
        catch (OperationCanceledException interruption)
        {
            var rows = invocation switch
            {
                { Out: null } => "the rows so far are written",
                { ReadsStandardInput: true } => $"the rows so far are in '{invocation.Out}'",
                _ => $"'{invocation.Out}' was not written; run the command again",
            };
            throw new OperationCanceledException($"Interrupted: {rows}.", interruption, invocation.Cancellation);
        }
    }

    private static void ToFile(string path, bool keepsPart, Action<Stream> write)
    {
        OperationCanceledException? interruption = null;
        OutputFile.WriteBytes(path, stream =>
        {
            try
            {
                write(stream);
            }
            catch (OperationCanceledException stop) when (keepsPart)
            {
                interruption = stop;
            }
        });
        if (interruption is not null) throw interruption;
    }

    private static void ToText(TextWriter writer, Action<Stream> write)
    {
        using var kept = new MemoryStream();
        try
        {
            write(kept);
        }
        finally
        {
            writer.Write(Utf8.GetString(kept.ToArray()));
        }
    }
}
