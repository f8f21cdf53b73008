using Recurrent.Tensors.Storage;
using Recurrent.TimeSeries.Finance;
using Recurrent.Training;

namespace Recurrent.Cli.Tasks.Volatility;

/// <summary><c>metrics.json</c>, and what <c>--json</c> prints after a training run.</summary>
internal sealed record VolatilityDocument
{
    public string Task { get; init; } = VolatilityTask.TaskName;

    public string Version { get; init; } = LibraryVersion.Current;

    public required string Out { get; init; }

    public required string Model { get; init; }

    public required string Data { get; init; }

    public required ulong Seed { get; init; }

    public required string Command { get; init; }

    public required VolatilityScoresDocument? Test { get; init; }

    public required TrainingSummary Run { get; init; }

    public required IReadOnlyList<FitRecord> Fits { get; init; }

    public required IReadOnlyList<ChosenSetting> Settings { get; init; }

    public static VolatilityDocument Of(VolatilityOutcome outcome) => new()
    {
        Out = outcome.Request.Folder.Path,
        Model = outcome.Request.Folder.Model,
        Data = outcome.Request.DataName,
        Seed = outcome.Request.Options.Seed,
        Command = outcome.Request.Command,
        Test = outcome.Test is { } test ? VolatilityScoresDocument.Of(test) : null,
        Run = outcome.Training.Run,
        Fits = outcome.Training.Fits,
        Settings = outcome.Training.Settings,
    };
}
