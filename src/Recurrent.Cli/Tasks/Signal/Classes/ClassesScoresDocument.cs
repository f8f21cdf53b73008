using Recurrent.TimeSeries.Signals.Classification;

namespace Recurrent.Cli.Tasks.Signal.Classes;

/// <summary>The scores of a classifier beside the simple methods.</summary>
internal sealed record ClassesScoresDocument : ClassesMethodDocument
{
    public string Task { get; init; } = SignalTask.TaskName;

    public required int Signals { get; init; }

    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Signals of each class (outer) that were taken for each class (inner).</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Confusion { get; init; }

    public required IReadOnlyDictionary<string, ClassesMethodDocument> Baselines { get; init; }

    public static ClassesScoresDocument Of(SignalEvaluation evaluation) => new()
    {
        Signals = evaluation.Signals,
        Accuracy = evaluation.Model.Accuracy,
        MacroF1 = evaluation.Model.MacroF1,
        Labels = evaluation.Labels,
        Confusion = evaluation.Confusion,
        Baselines = evaluation.Baselines.ToDictionary(static one => one.Method, ClassesMethodDocument.Of),
    };
}
