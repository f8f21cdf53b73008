using Recurrent.Testing;
using Recurrent.Text.Normalization;
using Recurrent.Text.Tokenization;

namespace Recurrent.Text.Tests.Tokenization;

public sealed class TokenizerTests
{
    [Fact]
    public void Characters_are_scalar_values_most_frequent_first()
    {
        var tokenizer = CharacterTokenizer.Train(["abba 🇩🇪", "bb"]);
        Assert.Equal([.. SpecialTokens.All, "b", "a", " ", "🇩", "🇪"], tokenizer.Vocabulary.Tokens);
        Assert.Equal([5, 4, 4, 5], tokenizer.Encode("abba"));
        Assert.Equal("ab🇪", tokenizer.Decode([0, 5, 4, 8, 3]));
        Assert.Equal([1, 5], tokenizer.Encode("xa"));
    }

    [Fact]
    public void Characters_known_come_back_as_they_were()
    {
        var tokenizer = CharacterTokenizer.Train(Samples.Mixed);
        foreach (var text in Samples.Mixed) Assert.Equal(TextNormalization.Default.Apply(text), tokenizer.Decode(tokenizer.Encode(text)));
    }

    [Theory]
    [InlineData("We'll go, now!", WordSplit.Words, "We|'|ll|go|,|now|!")]
    [InlineData("We'll go, now!", WordSplit.WhiteSpace, "We'll|go,|now!")]
    [InlineData("  \u3000naïve—x_1 \n", WordSplit.Words, "naïve|—|x_1")]
    [InlineData("𝒜b 👩‍👧", WordSplit.Words, "𝒜b|👩‍👧")]
    [InlineData("", WordSplit.Words, "")]
    [InlineData("...", WordSplit.Words, "...")]
    public void Words_end_where_asked(string text, WordSplit split, string expected) =>
        Assert.Equal(expected, string.Join('|', WordTokenizer.Words(text, split).Select(static word => word.ToString())));

    [Fact]
    public void Rare_words_become_unknown()
    {
        var tokenizer = WordTokenizer.Train(["the mill the river the mill"], options: new VocabularyOptions { MinimumCount = 2 });
        Assert.Equal([.. SpecialTokens.All, "the", "mill"], tokenizer.Vocabulary.Tokens);
        Assert.Equal([4, 1, 5], tokenizer.Encode("the river mill"));
        Assert.Equal("the <unk> mill", tokenizer.Decode([2, 4, 1, 5, 3]));
    }

    [Fact]
    public void Vocabularies_keep_to_their_size()
    {
        var vocabulary = WordTokenizer.Train(["c b a a"], options: new VocabularyOptions { MaximumSize = 6 }).Vocabulary;
        Assert.Equal([.. SpecialTokens.All, "a", "b"], vocabulary.Tokens);
    }

    [Fact]
    public void Without_a_token_for_the_unknown_it_is_refused_by_name()
    {
        var tokenizer = CharacterTokenizer.Train(["ab"], new VocabularyOptions { SpecialTokens = [] });
        var error = Assert.Throws<InvalidOperationException>(() => tokenizer.Encode("abc"));
        Assert.Contains("'c'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_out_of_range_and_tokens_that_come_twice_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => CharacterTokenizer.Train(["ab"]).Decode([6]));
        Assert.Throws<ArgumentException>(() => new Vocabulary(["a", "b", "a"]));
        Assert.Throws<KeyNotFoundException>(() => new Vocabulary(["a"]).Find("b"));
    }

    [Fact]
    public void Saved_tokenizers_are_the_same()
    {
        using var folder = new TestFolder();
        var lower = new TextNormalization { Lowercases = true };
        Tokenizer[] tokenizers =
        [
            CharacterTokenizer.Train(Samples.Mixed), CharacterTokenizer.Train(Samples.English, normalization: lower),
            WordTokenizer.Train(Samples.English), WordTokenizer.Train(Samples.English, WordSplit.WhiteSpace, normalization: TextNormalization.None),
            Samples.Pairs(Samples.English, normalization: lower with { Composes = false }),
        ];
        foreach (var tokenizer in tokenizers)
        {
            var path = Path.Combine(folder.Path, "tokenizer.json");
            tokenizer.Save(path);
            var loaded = Tokenizer.Load(path);
            Assert.Equal(tokenizer.GetType(), loaded.GetType());
            Assert.Equal(tokenizer.Normalization, loaded.Normalization);
            Assert.Equal(tokenizer.Vocabulary.Tokens, loaded.Vocabulary.Tokens);
            foreach (var text in Samples.Mixed.Concat(Samples.English)) Assert.Equal(tokenizer.Encode(text), loaded.Encode(text));
        }
    }
}
