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

    /// <summary>A tokenizer with all the tokens a language model needs; those it has keep their numbers.</summary>
    public static Tokenizer Complete(Tokenizer tokenizer) => tokenizer switch
    {
        WordTokenizer words => new WordTokenizer(With(words, SpecialTokens.Unknown, SpecialTokens.End), words.Split, words.Normalization),
        CharacterTokenizer characters => new CharacterTokenizer(With(characters, SpecialTokens.Unknown, SpecialTokens.End), characters.Normalization),
        BytePairTokenizer pairs => new BytePairTokenizer(With(pairs, SpecialTokens.End), pairs.Merges, pairs.Normalization),
        _ => tokenizer,
    };

    /// <summary>What the tokens of a tokenizer are.</summary>
    public static TextLevel LevelOf(Tokenizer tokenizer) => tokenizer switch
    {
        WordTokenizer => TextLevel.Word,
        BytePairTokenizer => TextLevel.BytePair,
        CharacterTokenizer => TextLevel.Character,
        _ => TextLevel.Imported,
    };

    public static string NameOf(TextLevel level) => level switch { TextLevel.Word => "word", TextLevel.BytePair => "bpe", TextLevel.Imported => "imported", _ => "char" };

    private static Vocabulary With(Tokenizer tokenizer, params IEnumerable<string> special) =>
        new(tokenizer.Vocabulary.Tokens.Concat(special.Where(token => tokenizer.Vocabulary.NumberOf(token) is null)));
}
