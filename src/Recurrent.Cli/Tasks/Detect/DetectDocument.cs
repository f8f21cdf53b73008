using Recurrent.Tensors.Storage;
using Recurrent.Training;

namespace Recurrent.Cli.Tasks.Detect;

/// <summary><c>metrics.json</c>, and what <c>--json</c> prints after a training run.</summary>
internal sealed record DetectDocument
{
    public string Task { get; init; } = DetectTask.TaskName;

    public string Version { get; init; } = LibraryVersion.Current;

    public required string Out { get; init; }

    public required string Model { get; init; }

    public required string Data { get; init; }

    public required ulong Seed { get; init; }

    public required string Command { get; init; }

    /// <summary>False alarms a day that the threshold stands for.</summary>
    public required double StatedFalseAlarmsPerDay { get; init; }

    public required DetectScoresDocument? Test { get; init; }

    public required TrainingSummary Run { get; init; }

    public required IReadOnlyList<ChosenSetting> Settings { get; init; }

    public static DetectDocument Of(DetectOutcome outcome) => new()
    {
        Out = outcome.Request.Folder.Path,
        Model = outcome.Request.Folder.Model,
        Data = outcome.Request.DataName,
        Seed = outcome.Request.Options.Seed,
        Command = outcome.Request.Command,
        StatedFalseAlarmsPerDay = outcome.Training.Model.FalseAlarmsPerDay,
        Test = outcome.Test is { } test ? DetectScoresDocument.Of(test) : null,
        Run = outcome.Training.Run,
        Settings = outcome.Training.Settings,
    };
}
