using Recurrent.Text.LanguageModels;

namespace Recurrent.Cli.Tasks.Generate;

/// <summary>Scores of a language model on a text, as JSON.</summary>
/// <param name="NatsPerChar">Nats a character.</param>
/// <param name="BitsPerChar">Bits a character.</param>
/// <param name="Perplexity">exp of the nats a token.</param>
/// <param name="Tokens">Predicted tokens.</param>
/// <param name="Chars">Unicode characters of the text.</param>
/// <param name="UnknownTokens">Tokens of the text that the vocabulary does not know.</param>
/// <param name="IsDynamic">Whether the model learnt from the text while it was scored.</param>
/// <param name="Baselines">The simple methods by name.</param>
internal sealed record GenerateScoresDocument(
    double NatsPerChar, double BitsPerChar, double Perplexity, long Tokens, long Chars, long UnknownTokens, bool IsDynamic, IReadOnlyDictionary<string, GenerateMethodDocument> Baselines)
{
    public static GenerateScoresDocument Of(LanguageEvaluation evaluation, bool isDynamic = false)
    {
        var model = evaluation.Model;
        return new GenerateScoresDocument(
            model.NatsPerCharacter, model.BitsPerCharacter, model.Perplexity, model.Tokens, model.Characters, evaluation.UnknownTokens, isDynamic,
            evaluation.Baselines.ToDictionary(static one => one.Method, static one => new GenerateMethodDocument(one.NatsPerCharacter, one.Perplexity)));
    }
}
