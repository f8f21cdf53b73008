namespace Recurrent.Text.Tagging;

/// <summary>How a tagger does on tagged sentences, beside simple methods.</summary>
public sealed record TaggerEvaluation
{
    /// <summary>Scores of the tagger.</summary>
    public required TagScores Model { get; init; }

    /// <summary>Scores of the tag most training tokens have, and of the tag that each word most often had in training.</summary>
    public required IReadOnlyList<TagScores> Baselines { get; init; }

    /// <summary>The sentences, in their order.</summary>
    public required IReadOnlyList<TaggedSentence> Sentences { get; init; }

    /// <summary>What was said of each.</summary>
    public required IReadOnlyList<TagPrediction> Predictions { get; init; }

    /// <summary>How many tokens there are.</summary>
    public long Tokens => Sentences.Sum(static one => (long)one.Length);
}
