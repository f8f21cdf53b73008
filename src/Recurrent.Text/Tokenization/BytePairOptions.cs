namespace Recurrent.Text.Tokenization;

/// <summary>How byte pairs are learnt.</summary>
public sealed record BytePairOptions
{
    /// <summary>Most tokens with the special ones and the 256 bytes, at least 256 and those; 8,000 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 256.</exception>
    public int VocabularySize
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 256);
            field = value;
        }
    } = 8000;

    /// <summary>How often a pair has to come to become a token, at least 1; 2 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public long MinimumCount
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 2;

    /// <summary>Tokens with the first numbers; <see cref="Tokenization.SpecialTokens.All"/> by default. No text is ever unknown.</summary>
    public IReadOnlyList<string> SpecialTokens { get; init; } = Tokenization.SpecialTokens.All;
}
