using System.Text.Json.Serialization;
using Recurrent.Text.Classification;

namespace Recurrent.Cli.Tasks.Classify;

/// <summary>Scores of one method.</summary>
internal record ClassifyMethodDocument
{
    public required double Accuracy { get; init; }

    [JsonPropertyName("macro_f1")]
    public required double MacroF1 { get; init; }

    [JsonPropertyName("micro_f1")]
    public required double MicroF1 { get; init; }

    public static ClassifyMethodDocument Of(TextScores scores) => new() { Accuracy = scores.Accuracy, MacroF1 = scores.MacroF1, MicroF1 = scores.MicroF1 };
}
