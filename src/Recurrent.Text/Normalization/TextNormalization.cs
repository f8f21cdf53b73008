namespace Recurrent.Text.Normalization;

/// <summary>What is done to a text before it is cut into tokens.</summary>
public sealed record TextNormalization
{
    /// <summary>Form C and nothing else.</summary>
    public static TextNormalization Default { get; } = new();

    /// <summary>Nothing at all, beyond U+FFFD for surrogates that stand alone.</summary>
    public static TextNormalization None { get; } = new() { Composes = false };

    /// <summary>Whether the text is brought into Unicode normalization form C, so that one character is written in one way; true by default.</summary>
    public bool Composes { get; init; } = true;

    /// <summary>Whether upper-case letters become lower-case ones, in every culture the same; false by default.</summary>
    public bool Lowercases { get; init; }

    /// <summary>Normalises a text.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The text as the tokenizer sees it.</returns>
    public string Apply(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var result = Composes ? CanonicalComposition.Apply(text) : WellFormed(text);
        return Lowercases ? result.ToLowerInvariant() : result;
    }

    private static string WellFormed(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')) return text;
        var result = new System.Text.StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) result.Append(rune.ToString());
        return result.ToString();
    }
}
