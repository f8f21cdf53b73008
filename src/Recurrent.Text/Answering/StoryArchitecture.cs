namespace Recurrent.Text.Answering;

/// <summary>What is needed to build the networks again; stored as <c>architecture</c> in <c>model.json</c>.</summary>
internal sealed record StoryArchitecture
{
    /// <summary>V, tokens known.</summary>
    public required int Tokens { get; init; }

    /// <summary>The token that stands for each answer. [C]</summary>
    public required int[] AnswerTokens { get; init; }

    /// <summary>The networks whose probabilities are averaged.</summary>
    public required StoryMember[] Members { get; init; }
}
