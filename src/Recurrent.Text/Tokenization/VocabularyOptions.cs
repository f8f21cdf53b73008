namespace Recurrent.Text.Tokenization;

/// <summary>Which tokens a vocabulary keeps.</summary>
public sealed record VocabularyOptions
{
    /// <summary>How often a token has to come, at least 1; 1 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public long MinimumCount
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 1;

    /// <summary>Most tokens with the special ones, at least 1; null, the default, for no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int? MaximumSize
    {
        get;
        init
        {
            if (value is { } size) ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
            field = value;
        }
    }

    /// <summary>Tokens with the first numbers; <see cref="Tokenization.SpecialTokens.All"/> by default.</summary>
    public IReadOnlyList<string> SpecialTokens { get; init; } = Tokenization.SpecialTokens.All;
}
