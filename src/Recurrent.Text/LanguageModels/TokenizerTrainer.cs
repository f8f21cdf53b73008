using Recurrent.Text.Tokenization;

namespace Recurrent.Text.LanguageModels;

/// <summary>Learns the tokens of a text at the level wanted.</summary>
internal static class TokenizerTrainer
{
    private const int UsualWords = 10_000;
    private const int UsualPairs = 4_000;

    public static Tokenizer Train(string text, LanguageModelOptions options) => options.Level switch
    {
        TextLevel.Word => WordTokenizer.Train([text], options.Words, new VocabularyOptions
        {
            MinimumCount = options.MinimumCount,
            MaximumSize = options.VocabularySize ?? UsualWords,
            SpecialTokens = [SpecialTokens.Unknown, SpecialTokens.End],
        }),
        TextLevel.BytePair => BytePairTokenizer.Train([text], new BytePairOptions
        {
            VocabularySize = options.VocabularySize ?? UsualPairs,
            SpecialTokens = [SpecialTokens.End],
        }),
        _ => CharacterTokenizer.Train([text], new VocabularyOptions
        {
            MaximumSize = options.VocabularySize,
            SpecialTokens = [SpecialTokens.Unknown, SpecialTokens.End],
        }),
    };

    public static string NameOf(TextLevel level) => level switch { TextLevel.Word => "word", TextLevel.BytePair => "bpe", _ => "char" };
}
