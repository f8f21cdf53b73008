using System.CommandLine;
using Recurrent.Cli.Commands;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;

namespace Recurrent.Cli.Tasks;

/// <summary>What the user asked of a command, beside the options of the task.</summary>
internal sealed record TaskInvocation
{
    public required ParseResult Parsed { get; init; }

    public required Notes Notes { get; init; }

    public required CancellationToken Cancellation { get; init; }

    /// <summary>The model of <c>predict</c> and <c>evaluate</c>.</summary>
    public ModelLocation? Location { get; init; }

    /// <summary>The file or <c>-</c> after the model; null when none was named.</summary>
    public string? Input { get; init; }

    /// <summary>Whether the input comes once and cannot be read again.</summary>
    public bool ReadsStandardInput => Input == SeriesFiles.StandardInput;

    /// <summary><c>--out</c>: the result's file, or the folder of a demonstration; null when not named.</summary>
    public string? Out { get; init; }

    /// <summary>How the user wants files of series to be read, for <c>predict</c> and <c>evaluate</c>.</summary>
    public SeriesSymbols? Reading { get; init; }

    /// <summary>Training settings named for a demonstration.</summary>
    public TrainingSymbols? Training { get; init; }

    public bool WantsJson => GlobalOptions.WantsJson(Parsed);

    public Terminal Terminal => Notes.Terminal;

    /// <summary>Refuses <c>--json</c> where the result goes to standard output: the description would stand among it.</summary>
    /// <param name="result">What the result is, as the beginning of a sentence: <c>the rows themselves are</c>.</param>
    /// <exception cref="UsageException">It is asked for and no file is named.</exception>
    public void RefuseJsonWithoutFile(string result)
    {
        if (WantsJson && Out is null) throw new UsageException($"--json: {result} the result of predict; name a file with --out, or leave --json out.");
    }
}
