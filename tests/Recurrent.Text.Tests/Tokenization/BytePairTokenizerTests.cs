using System.Text;
using System.Text.Json;
using CsCheck;
using Microsoft.ML.Tokenizers;
using Recurrent.Testing;
using Recurrent.Text.Normalization;
using Recurrent.Text.Tokenization;
using Recurrent.Text.Tokenization.BytePairs;
using Tokenizer = Recurrent.Text.Tokenization.Tokenizer;

namespace Recurrent.Text.Tests.Tokenization;

public sealed class BytePairTokenizerTests
{
    private static readonly BytePairTokenizer Trained = Samples.Pairs(400);

    [Fact]
    public void Merges_are_learnt_by_count_and_equal_counts_by_number()
    {
        // "aab" twice and "ab" once: ab comes 3 times, then a·ab twice; the pieces are the words with the space before them.
        var tokenizer = Samples.Pairs(["aab aab ab"], new BytePairOptions { SpecialTokens = [], MinimumCount = 2 });
        Assert.Equal(["ab", "aab"], tokenizer.Merges.Select(merge => tokenizer.Vocabulary[merge.Merged]));
        Assert.Equal(258, tokenizer.Vocabulary.Count);
        Assert.Equal(["aab", "Ġ", "aab", "Ġ", "ab"], tokenizer.Encode("aab aab ab").Select(number => tokenizer.Vocabulary[number]));
    }

    [Fact]
    public void Any_text_comes_back_as_it_was()
    {
        foreach (var text in Samples.Mixed.Concat(Samples.English)) Assert.Equal(TextNormalization.Default.Apply(text), Trained.Decode(Trained.Encode(text)));
        Gen.String.Sample(static text => Trained.Decode(Trained.Encode(text)) == TextNormalization.Default.Apply(text), iter: 20_000);
    }

    [Fact]
    public void Pieces_are_those_of_the_usual_expression()
    {
        var expression = new System.Text.RegularExpressions.Regex(
            @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+", System.Text.RegularExpressions.RegexOptions.CultureInvariant);

        // Within the first plane both mean the same; white space differs by U+0085, which the expression of .NET does not know in this form.
        Gen.Char["ab'sretvlmd 1.,\n\t \u00A0é½ж日!"].Array[0, 24].Select(static letters => new string(letters)).Sample(
            text => expression.Matches(text).Select(static match => match.Value).SequenceEqual(Pieces(text)), iter: 50_000);
    }

    [Theory]
    [InlineData("𝒜𝓁 x", new[] { "𝒜𝓁", " x" })]
    [InlineData("a  b", new[] { "a", " ", " b" })]
    [InlineData("a \n", new[] { "a", " \n" })]
    [InlineData(" 'twas", new[] { " '", "twas" })]
    public void Pieces_of_texts_on_the_border(string text, string[] expected) => Assert.Equal(expected, Pieces(text));

    [Fact]
    public void Long_pieces_are_merged_as_short_ones()
    {
        var random = new Random(5);
        for (var sample = 0; sample < 200; sample++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(60, 400)).Select(_ => "theriv"[random.Next(6)])]);
            Assert.Equal(ByLooking(text), Trained.Encode(text));
        }
    }

    [Fact]
    public void A_piece_of_a_hundred_thousand_characters_takes_moments()
    {
        var text = string.Concat(Enumerable.Repeat("river", 20_000));
        Assert.Equal(text, Trained.Decode(Trained.Encode(text)));
    }

    [Fact]
    public void Text_that_spells_a_special_token_is_text()
    {
        var tokenizer = Samples.Pairs(Enumerable.Repeat("<unk> <pad>", 50), new BytePairOptions { VocabularySize = 400 });
        var numbers = tokenizer.Encode("<unk>");
        Assert.DoesNotContain(tokenizer.Vocabulary.Find(SpecialTokens.Unknown), numbers);
        Assert.Equal("<unk>", tokenizer.Decode(numbers));
        Assert.Equal("", tokenizer.Decode([tokenizer.Vocabulary.Find(SpecialTokens.Unknown)]));
    }

    [Fact]
    public void Same_texts_give_the_same_tokenizer_and_a_saved_one_is_the_same()
    {
        using var folder = new TestFolder();
        var path = Path.Combine(folder.Path, "tokenizer.json");
        Trained.Save(path);
        var again = Path.Combine(folder.Path, "again.json");
        Samples.Pairs(400).Save(again);
        Assert.Equal(File.ReadAllText(path), File.ReadAllText(again));
        var loaded = Tokenizer.Load(path);
        Assert.Equal(Trained.Vocabulary.Tokens, loaded.Vocabulary.Tokens);
        foreach (var text in Samples.Mixed.Concat(Samples.English)) Assert.Equal(Trained.Encode(text), loaded.Encode(text));
    }

    [Fact]
    public void Saved_vocabulary_and_merges_give_the_same_numbers_in_another_library()
    {
        using var folder = new TestFolder();
        var path = Path.Combine(folder.Path, "tokenizer.json");
        Trained.Save(path);
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var model = document.RootElement.GetProperty("model");
        var vocabulary = model.GetProperty("vocab").EnumerateObject().Select(static token => KeyValuePair.Create(token.Name, token.Value.GetInt32()));
        var other = BpeTokenizer.Create(new BpeOptions(vocabulary)
        {
            Merges = model.GetProperty("merges").EnumerateArray().Select(static merge => $"{merge[0]} {merge[1]}"),
            ByteLevel = true,
            PreTokenizer = new RegexPreTokenizer(new System.Text.RegularExpressions.Regex(@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"), null),
        });

        // Letters beyond the first plane are cut otherwise there; the texts here have none.
        foreach (var text in Samples.English.Concat(Samples.Mixed.Where(static text => !text.Contains("𐐷", StringComparison.Ordinal))))
            Assert.Equal(other.EncodeToIds(TextNormalization.Default.Apply(text)), Trained.Encode(text));
    }

    [Fact]
    public void Too_small_a_vocabulary_is_refused_with_the_least_size()
    {
        var error = Assert.Throws<ArgumentException>(() => Samples.Pairs(["a"], new BytePairOptions { VocabularySize = 256 }));
        Assert.Contains("260", error.Message, StringComparison.Ordinal);
    }

    private static string[] Pieces(string text)
    {
        var pieces = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var length = PieceSplitter.Next(text.AsSpan(start));
            pieces.Add(text.Substring(start, length));
            start += length;
        }
        return [.. pieces];
    }

    /// <summary>The definition itself: always the earliest merge, always its first place.</summary>
    private static int[] ByLooking(string text)
    {
        var tokens = Encoding.UTF8.GetBytes(text).Select(static value => Trained.Vocabulary.Find(ByteLetters.Of(value).ToString())).ToList();
        while (true)
        {
            var found = Trained.Merges
                .Select(merge => (merge, place: Enumerable.Range(0, Math.Max(0, tokens.Count - 1)).FirstOrDefault(place => tokens[place] == merge.Left && tokens[place + 1] == merge.Right, -1)))
                .FirstOrDefault(static one => one.place >= 0, (default, -1));
            if (found.place < 0) return [.. tokens];
            tokens[found.place] = found.merge.Merged;
            tokens.RemoveAt(found.place + 1);
        }
    }
}
