using System.Text.Json.Serialization;
using Recurrent.Text.Classification;

namespace Recurrent.Cli.Tasks.Classify;

/// <summary>How one class is told; null where a number does not exist.</summary>
internal sealed record ClassifyClassDocument(string Label, double? Precision, double? Recall, [property: JsonPropertyName("f1")] double? F1, int Texts)
{
    public static ClassifyClassDocument Of(ClassScores scores) => new(scores.Label, Known(scores.Precision), Known(scores.Recall), Known(scores.F1), scores.Texts);

    private static double? Known(double value) => double.IsNaN(value) ? null : value;
}
