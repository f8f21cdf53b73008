namespace Recurrent.Text.Tagging;

/// <summary>The tokens of a sentence, with their tags where these are known.</summary>
/// <param name="Tokens">The tokens, none empty.</param>
/// <param name="Tags">One tag a token; null when unknown.</param>
public sealed record TaggedSentence(IReadOnlyList<string> Tokens, IReadOnlyList<string>? Tags = null)
{
    /// <summary>Where it comes from, for messages.</summary>
    public string? File { get; init; }

    /// <summary>Line of the first token, from 1; null when there is no file.</summary>
    public long? Row { get; init; }

    /// <summary>How many tokens there are.</summary>
    public int Length => Tokens.Count;
}
