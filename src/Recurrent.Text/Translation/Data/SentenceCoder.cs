using Recurrent.Text.Tokenization;

namespace Recurrent.Text.Translation.Data;

/// <summary>Sentences as token numbers and back, for one language.</summary>
internal sealed class SentenceCoder(Tokenizer tokenizer)
{
    private readonly bool _isWords = tokenizer is WordTokenizer;

    public Tokenizer Tokenizer { get; } = tokenizer;

    /// <summary>Learns a vocabulary.</summary>
    public static SentenceCoder Learn(IEnumerable<string> sentences, TranslatorOptions options, CancellationToken cancellation) => options.Tokens == TranslationTokens.Word
        ? new SentenceCoder(WordTokenizer.Train(sentences, WordSplit.Words, new VocabularyOptions { MinimumCount = options.MinimumCount, MaximumSize = options.VocabularySize }))
        : new SentenceCoder(BytePairTokenizer.Train(sentences.Select(Spaced), new BytePairOptions { VocabularySize = options.VocabularySize }, cancellationToken: cancellation));

    public int[] Encode(string sentence) => Tokenizer.Encode(_isWords ? sentence : Spaced(sentence));

    public string Decode(ReadOnlySpan<int> tokens) => Tokenizer.Decode(tokens).Trim();

    /// <summary>The text of one token, for people.</summary>
    public string TextOf(int token) => token == Tokenizer.UnknownNumber ? SpecialTokens.Unknown : Tokenizer.Decode([token]);

    /// <summary>The words of a sentence as they stand in it, one a token; for vocabularies of words.</summary>
    public string[] Words(string sentence) =>
        [.. WordTokenizer.Words(Tokenizer.Normalization.Apply(sentence), ((WordTokenizer)Tokenizer).Split).Select(static word => word.ToString())];

    /// <summary>A blank in front, so that a word has the same tokens at the start of a sentence as within it.</summary>
    private static string Spaced(string sentence) => sentence.Length == 0 ? sentence : " " + sentence.Trim();
}
