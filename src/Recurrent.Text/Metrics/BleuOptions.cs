namespace Recurrent.Text.Metrics;

/// <summary>How BLEU is counted; the defaults are sacreBLEU's.</summary>
public sealed record BleuOptions
{
    /// <summary>Where words end; <see cref="BleuTokenization.International13a"/> by default.</summary>
    public BleuTokenization Tokenization { get; init; } = BleuTokenization.International13a;

    /// <summary>
    /// The code of the texts' language, such as <c>fr</c>; null, the default, for rules that suit most. Only <see cref="BleuTokenization.Moses"/>
    /// asks for it: in French, Italian, Irish and Catalan (<c>fr</c>, <c>it</c>, <c>ga</c>, <c>ca</c>) <c>l'homme</c> is <c>l'</c> and <c>homme</c>.
    /// </summary>
    /// <exception cref="ArgumentException">Set to what is no code of two or three small letters.</exception>
    public string? Language
    {
        get;
        init => field = value is null || (value.Length is 2 or 3 && value.All(char.IsAsciiLetterLower))
            ? value
            : throw new ArgumentException($"Received the language '{value}'; expected its code of two or three small letters, such as fr.", nameof(Language));
    }

    /// <summary>Whether upper and lower case are alike; false by default.</summary>
    public bool Lowercase { get; init; }
}
