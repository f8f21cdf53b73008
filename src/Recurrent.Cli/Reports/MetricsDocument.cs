using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.Tensors.Storage;
using Recurrent.Training;

namespace Recurrent.Cli.Reports;

/// <summary><c>metrics.json</c>, and what <c>--json</c> prints after a training run.</summary>
internal sealed record MetricsDocument
{
    public string Task { get; init; } = "forecast";

    public string Version { get; init; } = LibraryVersion.Current;

    public required string Out { get; init; }

    public required string Model { get; init; }

    public required string Data { get; init; }

    public required ulong Seed { get; init; }

    public required string Command { get; init; }

    public required EvaluationDocument Test { get; init; }

    public required EvaluationDocument Validation { get; init; }

    /// <summary>Missing values by series; null when there are none.</summary>
    public IReadOnlyDictionary<string, int>? MissingValues { get; init; }

    public required TrainingSummary Run { get; init; }

    public required IReadOnlyList<ChosenSetting> Settings { get; init; }

    public static MetricsDocument Of(ForecastOutcome outcome) => new()
    {
        Out = outcome.Folder.Path,
        Model = outcome.Folder.Model,
        Data = outcome.Request.DataName,
        Seed = outcome.Request.Options.Seed,
        Command = outcome.Request.Command,
        Test = EvaluationDocument.Of(outcome.Training.Test),
        Validation = EvaluationDocument.Of(outcome.Training.Validation),
        MissingValues = MissingText.Counts(outcome.Request.Data) is { Count: > 0 } counts ? new Dictionary<string, int>(counts) : null,
        Run = outcome.Training.Run,
        Settings = outcome.Training.Settings,
    };
}
