using Recurrent.Tensors.Storage;
using Recurrent.Training;

namespace Recurrent.Cli.Tasks.Generate;

/// <summary><c>metrics.json</c>, and what <c>--json</c> prints after a training run.</summary>
internal sealed record GenerateDocument
{
    public string Task { get; init; } = GenerateTask.TaskName;

    public string Version { get; init; } = LibraryVersion.Current;

    public required string Out { get; init; }

    public required string Model { get; init; }

    public required string Data { get; init; }

    public required ulong Seed { get; init; }

    public required string Command { get; init; }

    /// <summary>Perplexity on the text that told when to stop; null when there was none.</summary>
    public required double? ValidationPerplexity { get; init; }

    public required GenerateScoresDocument? Test { get; init; }

    public required TrainingSummary Run { get; init; }

    public required IReadOnlyList<ChosenSetting> Settings { get; init; }

    public static GenerateDocument Of(GenerateOutcome outcome) => new()
    {
        Out = outcome.Request.Folder.Path,
        Model = outcome.Request.Folder.Model,
        Data = outcome.Request.DataName,
        Seed = outcome.Request.Options.Seed,
        Command = outcome.Request.Command,
        ValidationPerplexity = double.IsNaN(outcome.Training.Run.BestLoss) ? null : Math.Exp(outcome.Training.Run.BestLoss),
        Test = outcome.Test is { } test ? GenerateScoresDocument.Of(test) : null,
        Run = outcome.Training.Run,
        Settings = outcome.Training.Settings,
    };
}
