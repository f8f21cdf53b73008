using Recurrent.Text.Tagging;

namespace Recurrent.Cli.Tasks.Tag;

/// <summary>Scores of one method.</summary>
internal sealed record TagMethodDocument : TagCountsDocument
{
    /// <summary>Share of the tokens whose tag is right.</summary>
    public required double Accuracy { get; init; }

    public required IReadOnlyDictionary<string, TagCountsDocument> Types { get; init; }

    public static TagMethodDocument Of(TagScores scores) => new()
    {
        Precision = scores.Entities.Precision,
        Recall = scores.Entities.Recall,
        F1 = scores.Entities.F1,
        Gold = scores.Entities.Gold,
        Predicted = scores.Entities.Predicted,
        Correct = scores.Entities.Correct,
        Accuracy = scores.Accuracy,
        Types = scores.Types.ToDictionary(static one => one.Key, static one => TagCountsDocument.Of(one.Value)),
    };
}
