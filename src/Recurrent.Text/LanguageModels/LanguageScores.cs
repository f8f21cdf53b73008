namespace Recurrent.Text.LanguageModels;

/// <summary>How well one method foretells a text, read from its first to its last token with the state carried along.</summary>
/// <param name="Method">Name of the method: <c>model</c>, or that of a simple method.</param>
/// <param name="Nats">Sum of −ln p over all tokens.</param>
/// <param name="Tokens">Predicted tokens: all of the text, with line ends where tokens are words.</param>
/// <param name="Characters">Unicode characters of the text.</param>
public sealed record LanguageScores(string Method, double Nats, long Tokens, long Characters)
{
    /// <summary>Nats a character, lower is better; comparable between models of characters and of byte pairs on one text.</summary>
    public double NatsPerCharacter => Nats / Characters;

    /// <summary>Bits a character: nats a character over ln 2.</summary>
    public double BitsPerCharacter => NatsPerCharacter / Math.Log(2);

    /// <summary>exp of the nats a token; comparable between models with one vocabulary only.</summary>
    public double Perplexity => Math.Exp(Nats / Tokens);
}
