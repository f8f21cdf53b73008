using Recurrent.Text.Tokenization;

namespace Recurrent.Text.Translation.Decoding;

/// <summary>Numbers of the tokens that a search treats in its own way.</summary>
/// <param name="Padding">Never written.</param>
/// <param name="Begin">Read first, never written.</param>
/// <param name="End">Ends a hypothesis.</param>
internal readonly record struct SearchTokens(int Padding, int Begin, int End)
{
    public static SearchTokens Of(Vocabulary vocabulary) =>
        new(vocabulary.Find(SpecialTokens.Padding), vocabulary.Find(SpecialTokens.Begin), vocabulary.Find(SpecialTokens.End));

    public bool IsNeverWritten(int token) => token == Padding || token == Begin;
}
