using Recurrent.Tensors.Storage;
using Recurrent.Training;

namespace Recurrent.Cli.Tasks.Translate;

/// <summary><c>metrics.json</c>, and what <c>--json</c> prints after a training run.</summary>
internal sealed record TranslateDocument
{
    public string Task { get; init; } = TranslateTask.TaskName;

    public string Version { get; init; } = LibraryVersion.Current;

    public required string Out { get; init; }

    public required string Model { get; init; }

    public required string Data { get; init; }

    public required ulong Seed { get; init; }

    public required string Command { get; init; }

    public required double ValidationPerplexity { get; init; }

    public required TranslateScoresDocument? Test { get; init; }

    public required TrainingSummary Run { get; init; }

    public required IReadOnlyList<ChosenSetting> Settings { get; init; }

    public static TranslateDocument Of(TranslateOutcome outcome) => new()
    {
        Out = outcome.Request.Folder.Path,
        Model = outcome.Request.Folder.Model,
        Data = outcome.Request.DataName,
        Seed = outcome.Request.Options.Seed,
        Command = outcome.Request.Command,
        ValidationPerplexity = outcome.Training.ValidationPerplexity,
        Test = outcome.Test is { } test ? TranslateScoresDocument.Of(test, outcome.Request.Search) : null,
        Run = outcome.Training.Run,
        Settings = outcome.Training.Settings,
    };
}
