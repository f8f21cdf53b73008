using Recurrent.Tensors.Storage;
using Recurrent.Text.Classification;
using Recurrent.Training;

namespace Recurrent.Cli.Tasks.Classify;

/// <summary><c>metrics.json</c>, and what <c>--json</c> prints after a training run.</summary>
internal sealed record ClassifyDocument
{
    public string Task { get; init; } = ClassifyTask.TaskName;

    public string Version { get; init; } = LibraryVersion.Current;

    public required string Out { get; init; }

    public required string Model { get; init; }

    public required string Data { get; init; }

    public required ulong Seed { get; init; }

    public required string Command { get; init; }

    /// <summary>Share of the texts held back that were told right; null when there are none.</summary>
    public required double? ValidationAccuracy { get; init; }

    /// <summary>What dividing by the temperature did on the texts held back; null when they are too few.</summary>
    public required TextCalibration? Calibration { get; init; }

    public required ClassifyScoresDocument? Test { get; init; }

    public required TrainingSummary Run { get; init; }

    public required IReadOnlyList<ChosenSetting> Settings { get; init; }

    public static ClassifyDocument Of(ClassifyOutcome outcome) => new()
    {
        Out = outcome.Request.Folder.Path,
        Model = outcome.Request.Folder.Model,
        Data = outcome.Request.DataName,
        Seed = outcome.Request.Options.Seed,
        Command = outcome.Request.Command,
        ValidationAccuracy = double.IsNaN(outcome.Training.ValidationAccuracy) ? null : outcome.Training.ValidationAccuracy,
        Calibration = outcome.Training.Calibration,
        Test = outcome.Test is { } test ? ClassifyScoresDocument.Of(test) : null,
        Run = outcome.Training.Run,
        Settings = outcome.Training.Settings,
    };
}
