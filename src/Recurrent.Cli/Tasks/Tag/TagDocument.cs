using Recurrent.Tensors.Storage;
using Recurrent.Training;

namespace Recurrent.Cli.Tasks.Tag;

/// <summary><c>metrics.json</c>, and what <c>--json</c> prints after a training run.</summary>
internal sealed record TagDocument
{
    public string Task { get; init; } = TagTask.TaskName;

    public string Version { get; init; } = LibraryVersion.Current;

    public required string Out { get; init; }

    public required string Model { get; init; }

    public required string Data { get; init; }

    public required ulong Seed { get; init; }

    public required string Command { get; init; }

    /// <summary>Entity F1 on the validation sentences, 0 to 1; null when there are none.</summary>
    public required double? ValidationF1 { get; init; }

    public required TagScoresDocument? Test { get; init; }

    public required TrainingSummary Run { get; init; }

    public required IReadOnlyList<ChosenSetting> Settings { get; init; }

    public static TagDocument Of(TagOutcome outcome) => new()
    {
        Out = outcome.Request.Folder.Path,
        Model = outcome.Request.Folder.Model,
        Data = outcome.Request.DataName,
        Seed = outcome.Request.Options.Seed,
        Command = outcome.Request.Command,
        ValidationF1 = double.IsNaN(outcome.Training.ValidationF1) ? null : outcome.Training.ValidationF1,
        Test = outcome.Test is { } test ? TagScoresDocument.Of(test) : null,
        Run = outcome.Training.Run,
        Settings = outcome.Training.Settings,
    };
}
