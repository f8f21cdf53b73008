namespace Recurrent.Text.Answering;

/// <summary>How an answerer does on questions with known answers, beside simple methods.</summary>
public sealed record StoryEvaluation
{
    /// <summary>Scores of the answerer.</summary>
    public required StoryScores Model { get; init; }

    /// <summary>Scores of the most frequent answer, and of the most frequent answer to questions of the same words.</summary>
    public required IReadOnlyList<StoryScores> Baselines { get; init; }

    /// <summary>The questions, in their order.</summary>
    public required IReadOnlyList<StoryQuestion> Questions { get; init; }

    /// <summary>What was said to each.</summary>
    public required IReadOnlyList<StoryAnswer> Answers { get; init; }
}
