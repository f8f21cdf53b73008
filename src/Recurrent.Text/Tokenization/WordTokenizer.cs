using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Recurrent.Text.Normalization;

namespace Recurrent.Text.Tokenization;

/// <summary>One token a word.</summary>
public sealed class WordTokenizer : Tokenizer
{
    /// <summary>Makes a tokenizer.</summary>
    /// <param name="vocabulary">Words, and special tokens if any.</param>
    /// <param name="split">Where words end.</param>
    /// <param name="normalization">What is done to a text first; form C when null.</param>
    public WordTokenizer(Vocabulary vocabulary, WordSplit split = WordSplit.Words, TextNormalization? normalization = null)
        : base(vocabulary, normalization) => Split = split;

    /// <summary>Where words end.</summary>
    public WordSplit Split { get; }

    /// <summary>Learns the words of texts.</summary>
    /// <param name="texts">Any texts.</param>
    /// <param name="split">Where words end.</param>
    /// <param name="options">Which words are kept; null keeps all.</param>
    /// <param name="normalization">What is done to a text first; form C when null.</param>
    /// <returns>A tokenizer whose most frequent words come first.</returns>
    public static WordTokenizer Train(
        IEnumerable<string> texts, WordSplit split = WordSplit.Words, VocabularyOptions? options = null, TextNormalization? normalization = null)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        var lookup = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var text in texts)
            foreach (var word in Words((normalization ?? TextNormalization.Default).Apply(text), split))
                CollectionsMarshal.GetValueRefOrAddDefault(lookup, word.Span, out _)++;
        return new WordTokenizer(Vocabulary.FromCounts(counts, options), split, normalization);
    }

    /// <summary>Cuts a text into words.</summary>
    /// <param name="text">A normalised text.</param>
    /// <param name="split">Where words end.</param>
    /// <returns>The words in order, without the white space between them.</returns>
    public static IEnumerable<ReadOnlyMemory<char>> Words(string text, WordSplit split)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (start, kind) = (0, WordKind.Space);
        for (var place = 0; place < text.Length;)
        {
            Rune.DecodeFromUtf16(text.AsSpan(place), out var rune, out var length);
            var next = KindOf(rune, split);
            if (next != kind)
            {
                if (kind != WordKind.Space) yield return text.AsMemory(start, place - start);
                (start, kind) = (place, next);
            }
            place += length;
        }
        if (kind != WordKind.Space) yield return text.AsMemory(start);
    }

    /// <inheritdoc/>
    /// <remarks>Words are put together with a space between them: what was between them is not known.</remarks>
    public override string Decode(ReadOnlySpan<int> numbers)
    {
        var text = new StringBuilder();
        foreach (var number in numbers)
        {
            if (IsSpecial(number) && number != UnknownNumber) continue;
            if (text.Length > 0) text.Append(' ');
            text.Append(Vocabulary[number]);
        }
        return text.ToString();
    }

    private protected override void EncodeNormalized(string text, List<int> destination)
    {
        foreach (var word in Words(text, Split)) destination.Add(NumberOf(word.Span));
    }

    private static WordKind KindOf(Rune rune, WordSplit split)
    {
        if (Rune.IsWhiteSpace(rune)) return WordKind.Space;
        return split == WordSplit.WhiteSpace || IsWord(rune) ? WordKind.Word : WordKind.Other;
    }

    /// <summary>Letters, marks, digits and connectors, the <c>\w</c> of Unicode Technical Standard 18.</summary>
    private static bool IsWord(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
        or UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.ConnectorPunctuation;

    private enum WordKind
    {
        Space,
        Word,
        Other,
    }
}
