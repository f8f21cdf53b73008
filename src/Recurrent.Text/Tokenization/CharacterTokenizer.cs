using System.Runtime.InteropServices;
using System.Text;
using Recurrent.Text.Normalization;

namespace Recurrent.Text.Tokenization;

/// <summary>One token a Unicode character (scalar value), so that a pair of surrogates is one.</summary>
public sealed class CharacterTokenizer : Tokenizer
{
    private const int LongestCharacter = 2;

    /// <summary>Makes a tokenizer.</summary>
    /// <param name="vocabulary">Characters, and special tokens if any.</param>
    /// <param name="normalization">What is done to a text first; form C when null.</param>
    public CharacterTokenizer(Vocabulary vocabulary, TextNormalization? normalization = null)
        : base(vocabulary, normalization)
    {
    }

    /// <summary>Learns the characters of texts.</summary>
    /// <param name="texts">Any texts.</param>
    /// <param name="options">Which characters are kept; null keeps all.</param>
    /// <param name="normalization">What is done to a text first; form C when null.</param>
    /// <returns>A tokenizer whose most frequent characters come first.</returns>
    public static CharacterTokenizer Train(IEnumerable<string> texts, VocabularyOptions? options = null, TextNormalization? normalization = null)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var counts = new Dictionary<Rune, long>();
        foreach (var text in texts)
            foreach (var rune in (normalization ?? TextNormalization.Default).Apply(text).EnumerateRunes())
                CollectionsMarshal.GetValueRefOrAddDefault(counts, rune, out _)++;
        return new CharacterTokenizer(
            Vocabulary.FromCounts(counts.Select(static one => KeyValuePair.Create(one.Key.ToString(), one.Value)), options), normalization);
    }

    /// <inheritdoc/>
    public override string Decode(ReadOnlySpan<int> numbers)
    {
        var text = new StringBuilder(numbers.Length);
        foreach (var number in numbers)
            if (!IsSpecial(number)) text.Append(Vocabulary[number]);
        return text.ToString();
    }

    private protected override void EncodeNormalized(string text, List<int> destination)
    {
        Span<char> character = stackalloc char[LongestCharacter];
        foreach (var rune in text.EnumerateRunes()) destination.Add(NumberOf(character[..rune.EncodeToUtf16(character)]));
    }
}
