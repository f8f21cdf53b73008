using Recurrent.Text.Tagging;

namespace Recurrent.Cli.Tasks.Tag;

/// <summary>Entity scores, 0 to 1, and the counts behind them.</summary>
internal record TagCountsDocument
{
    public required double Precision { get; init; }

    public required double Recall { get; init; }

    public required double F1 { get; init; }

    public required long Gold { get; init; }

    public required long Predicted { get; init; }

    public required long Correct { get; init; }

    public static TagCountsDocument Of(EntityCounts counts) => new()
    {
        Precision = counts.Precision,
        Recall = counts.Recall,
        F1 = counts.F1,
        Gold = counts.Gold,
        Predicted = counts.Predicted,
        Correct = counts.Correct,
    };
}
