using System.Text;
using Recurrent.Tensors.Storage;

namespace Recurrent.Cli.Runs;

/// <summary>Writes one result file, whole or not at all.</summary>
internal static class OutputFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes the file.</summary>
    /// <param name="path">Made or replaced.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="UsageException">The path cannot be written.</exception>
    public static void Write(string path, Action<TextWriter> write) => WriteBytes(path, stream =>
    {
        using var writer = new StreamWriter(stream, Utf8, leaveOpen: true);
        write(writer);
    });

    /// <summary>Writes the file.</summary>
    /// <param name="path">Made or replaced; a pipe or a device is written to as it is.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="UsageException">The path cannot be written.</exception>
    public static void WriteBytes(string path, Action<Stream> write)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (Directory.Exists(path) || !Directory.Exists(folder))
            throw new UsageException(Directory.Exists(path) ? $"--out: '{path}' is a folder; name a file." : $"--out: the folder '{folder}' does not exist; make it first.");
        try
        {
            AtomicFile.Write(path, write);
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new UsageException($"--out: cannot write '{path}': {failure.Message} Name a file you may write.", failure);
        }
    }
}
