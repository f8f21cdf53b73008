using System.Text.Json.Serialization;
using Recurrent.Text.Classification;

namespace Recurrent.Cli.Tasks.Classify;

/// <summary>The scores of a classifier beside the simple methods.</summary>
internal sealed record ClassifyScoresDocument : ClassifyMethodDocument
{
    public string Task { get; init; } = ClassifyTask.TaskName;

    public required int Texts { get; init; }

    public required bool MultiLabel { get; init; }

    /// <summary>Mean negative log-likelihood in nats with the model's temperature, and without.</summary>
    public required double Nll { get; init; }

    public required double NllUncalibrated { get; init; }

    /// <summary>Expected calibration error with the model's temperature, and without.</summary>
    public required double Ece { get; init; }

    public required double EceUncalibrated { get; init; }

    public required IReadOnlyList<ClassifyClassDocument> Classes { get; init; }

    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Texts of each class (outer) that were taken for each class (inner); null with several labels at once.</summary>
    public required IReadOnlyList<IReadOnlyList<int>>? Confusion { get; init; }

    [JsonPropertyName("baselines")]
    public required IReadOnlyDictionary<string, ClassifyMethodDocument> Baselines { get; init; }

    public static ClassifyScoresDocument Of(TextEvaluation evaluation) => new()
    {
        Texts = evaluation.Texts,
        MultiLabel = evaluation.Confusion.Count == 0,
        Accuracy = evaluation.Model.Accuracy,
        MacroF1 = evaluation.Model.MacroF1,
        MicroF1 = evaluation.Model.MicroF1,
        Nll = evaluation.Calibration.NllAfter,
        NllUncalibrated = evaluation.Calibration.NllBefore,
        Ece = evaluation.Calibration.EceAfter,
        EceUncalibrated = evaluation.Calibration.EceBefore,
        Classes = [.. evaluation.Classes.Select(ClassifyClassDocument.Of)],
        Labels = evaluation.Labels,
        Confusion = evaluation.Confusion.Count == 0 ? null : evaluation.Confusion,
        Baselines = evaluation.Baselines.ToDictionary(static one => one.Method, ClassifyMethodDocument.Of),
    };
}
