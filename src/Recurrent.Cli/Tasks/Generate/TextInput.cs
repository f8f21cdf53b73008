using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.Text.Corpora;

namespace Recurrent.Cli.Tasks.Generate;

/// <summary>Running text of the command line: a file, or standard input.</summary>
internal static class TextInput
{
    /// <exception cref="Recurrent.Training.Data.DataFormatException">The text cannot be used.</exception>
    public static string Read(string path, Terminal terminal) => SpooledInput.Read(path, terminal, TextFile.ReadAll);

    /// <summary><c>books/old.txt.gz</c> is <c>old</c>.</summary>
    public static string NameOf(string path) => path == SeriesFiles.StandardInput ? "stdin" : Path.GetFileName(path).Split('.')[0] is { Length: > 0 } name ? name : "text";
}
