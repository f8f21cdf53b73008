using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.Text.Answering;

namespace Recurrent.Cli.Tasks.Answer;

/// <summary>Questions with answers, from a file or from standard input.</summary>
internal static class StoryInput
{
    private const string StandardInput = "stdin";

    /// <summary>Reads; questions of standard input are called so, not after the file in which they were kept for a moment.</summary>
    public static IReadOnlyList<StoryQuestion> Read(string path, Terminal terminal)
    {
        var questions = SpooledInput.Read(path, terminal, static file => StoryFile.Read(file));
        return path == SeriesFiles.StandardInput ? [.. questions.Select(static one => one with { File = StandardInput })] : questions;
    }
}
