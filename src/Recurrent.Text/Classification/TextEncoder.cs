using Recurrent.Text.Tokenization;

namespace Recurrent.Text.Classification;

/// <summary>Turns texts into what the networks read. Immutable, for any number of threads.</summary>
internal sealed class TextEncoder(Tokenizer tokenizer, TokenCounts counts, TextSettings settings, int ratios)
{
    public Tokenizer Tokenizer { get; } = tokenizer;

    public TokenCounts Counts { get; } = counts;

    /// <summary>F, ratios of a token; 0 for none.</summary>
    public int Ratios { get; } = ratios;

    /// <summary>Reads a text that the counts do not know.</summary>
    public EncodedText Encode(string text)
    {
        var tokens = Cut(Tokenizer, text, settings.MaximumTokens);
        return new EncodedText(tokens, RatiosOf(tokens, null));
    }

    /// <summary>Reads a text that is one of those counted.</summary>
    /// <param name="tokens">Its token numbers. [T]</param>
    /// <param name="classes">Its classes.</param>
    public EncodedText Known(int[] tokens, int[] classes) => new(tokens, RatiosOf(tokens, classes));

    /// <summary>The first tokens of a text.</summary>
    public static int[] Cut(Tokenizer tokenizer, string text, int most)
    {
        var tokens = tokenizer.Encode(text);
        return tokens.Length > most ? tokens[..most] : tokens;
    }

    private float[] RatiosOf(int[] tokens, int[]? leftOut) => Ratios == 0 ? [] : Counts.Ratios(tokens, settings.MultiLabel, leftOut);
}
