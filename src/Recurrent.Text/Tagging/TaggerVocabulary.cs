using Recurrent.Text.Tokenization;

namespace Recurrent.Text.Tagging;

/// <summary>The numbers of words, word parts and shapes that a tagger knows; stored beside the model.</summary>
internal sealed record TaggerVocabulary
{
    private const int RarestAffix = 3;
    private const int RarestCharacter = 2;

    /// <summary>Normal forms; the first is for nothing, the second for everything else.</summary>
    public required string[] Words { get; init; }

    /// <summary>How often each of the words comes in the training sentences.</summary>
    public required long[] Counts { get; init; }

    public required string[] Prefixes { get; init; }

    public required string[] Suffixes { get; init; }

    public required string[] Shapes { get; init; }

    public required string[] Characters { get; init; }

    /// <summary>Learns the vocabulary from the tokens of the training sentences.</summary>
    /// <param name="tokens">All tokens, normalised.</param>
    /// <param name="mostWords">Most words.</param>
    public static TaggerVocabulary Of(IEnumerable<string> tokens, int mostWords)
    {
        var counts = new Dictionary<string, long>();
        foreach (var token in tokens) counts[token] = counts.GetValueOrDefault(token) + 1;
        var words = Summed(counts, static token => [WordForm.Normal(token)]);
        var vocabulary = Kept(words, 1, mostWords);
        return new TaggerVocabulary
        {
            Words = vocabulary,
            Counts = [.. vocabulary.Select(word => words.GetValueOrDefault(word))],
            Prefixes = Kept(Summed(counts, static token => [WordForm.Prefix(WordForm.Normal(token))]), RarestAffix, int.MaxValue),
            Suffixes = Kept(Summed(counts, static token => [WordForm.Suffix(WordForm.Normal(token))]), RarestAffix, int.MaxValue),
            Shapes = Kept(Summed(counts, static token => [WordForm.Shape(token)]), RarestAffix, int.MaxValue),
            Characters = Kept(Summed(counts, WordForm.Characters), RarestCharacter, int.MaxValue),
        };
    }

    /// <summary>The same with more words behind, of which no training sentence has any.</summary>
    public TaggerVocabulary WithWords(IEnumerable<string> more)
    {
        string[] words = [.. Words.Concat(more).Distinct()];
        return this with { Words = words, Counts = [.. Counts, .. new long[words.Length - Words.Length]] };
    }

    private static Dictionary<string, long> Summed(Dictionary<string, long> counts, Func<string, string[]> parts)
    {
        var sums = new Dictionary<string, long>();
        foreach (var (token, count) in counts)
            foreach (var part in parts(token)) sums[part] = sums.GetValueOrDefault(part) + count;
        return sums;
    }

    private static string[] Kept(Dictionary<string, long> counts, long rarest, int most) =>
    [
        .. Vocabulary.FromCounts(counts, new VocabularyOptions
        {
            MinimumCount = rarest,
            MaximumSize = most == int.MaxValue ? null : most + 2,
            SpecialTokens = [SpecialTokens.Padding, SpecialTokens.Unknown],
        }).Tokens,
    ];
}
