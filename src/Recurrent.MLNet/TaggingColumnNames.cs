namespace Recurrent.MLNet;

/// <summary>Columns of tagging.</summary>
public sealed record TaggingColumnNames
{
    /// <summary>The tags of a sentence, one a token: a vector of Text, or of keys made by <c>MapValueToKey</c>. Only training reads it.</summary>
    public string Label { get; init; } = "Label";

    /// <summary>The tokens of a sentence, a vector of Text, as <c>TokenizeIntoWords</c> makes it.</summary>
    public string Tokens { get; init; } = "Tokens";

    /// <summary>Made: the tags, a vector of Text as long as the tokens, in the scheme of training.</summary>
    public string PredictedLabel { get; init; } = "PredictedLabel";

    /// <summary>Made: the probability that each token is what its tag says, a vector of Single as long as the tokens.</summary>
    public string Score { get; init; } = "Score";
}
