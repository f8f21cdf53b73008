using Recurrent.Tensors.Storage;
using Recurrent.Training;

namespace Recurrent.Cli.Tasks.Signal.Classes;

/// <summary><c>metrics.json</c>, and what <c>--json</c> prints after a training run.</summary>
internal sealed record ClassesDocument
{
    public string Task { get; init; } = SignalTask.TaskName;

    public string Version { get; init; } = LibraryVersion.Current;

    public required string Out { get; init; }

    public required string Model { get; init; }

    public required string Data { get; init; }

    public required ulong Seed { get; init; }

    public required string Command { get; init; }

    /// <summary>Share of training signals told right by the network that had not learnt from them; null when there are none.</summary>
    public required double? ValidationAccuracy { get; init; }

    public required ClassesScoresDocument? Test { get; init; }

    public required TrainingSummary Run { get; init; }

    public required IReadOnlyList<ChosenSetting> Settings { get; init; }

    public static ClassesDocument Of(ClassesOutcome outcome) => new()
    {
        Out = outcome.Request.Folder.Path,
        Model = outcome.Request.Folder.Model,
        Data = outcome.Request.DataName,
        Seed = outcome.Request.Options.Seed,
        Command = outcome.Request.Command,
        ValidationAccuracy = double.IsNaN(outcome.Training.ValidationAccuracy) ? null : outcome.Training.ValidationAccuracy,
        Test = outcome.Test is { } test ? ClassesScoresDocument.Of(test) : null,
        Run = outcome.Training.Run,
        Settings = outcome.Training.Settings,
    };
}
