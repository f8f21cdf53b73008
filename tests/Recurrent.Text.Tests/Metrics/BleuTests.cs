using Recurrent.Text.Metrics;

namespace Recurrent.Text.Tests.Metrics;

public sealed class BleuTests
{
    private static readonly string[] Hypotheses = ["The dog bit the man.", "It wasn't surprising.", "The man had just bitten him."];
    private static readonly string[] First = ["The dog bit the man.", "It was not unexpected.", "The man bit him first."];
    private static readonly string[] Second = ["The dog had bit the man.", "No one was surprised.", "The man had bitten the dog."];

    /// <summary>The example and the scores that sacreBLEU states in its documentation and checks in its own tests.</summary>
    [Theory]
    [InlineData(BleuTokenization.International13a, 48.530827)]
    [InlineData(BleuTokenization.None, 49.1919566)]
    public void Bleu_equals_what_sacrebleu_gives_for_its_example(BleuTokenization tokenization, double expected)
    {
        var score = Bleu.ComputeAgainstMany(Hypotheses, [First, Second], new BleuOptions { Tokenization = tokenization });
        Assert.Equal(expected, score.Score, 1e-6);
    }

    [Fact]
    public void Bleu_equals_a_calculation_by_hand()
    {
        // 6 words against 5; matches 5, 3, 2, 1 of 6, 5, 4, 3; no brevity penalty.
        var score = Bleu.Compute(["the black cat sat down today"], ["the cat sat down today"]);
        Assert.Equal([500.0 / 6, 60, 50, 100.0 / 3], score.Precisions.ToArray(), static (left, right) => Math.Abs(left - right) < 1e-9);
        Assert.Equal(100 * Math.Pow(5.0 / 6 * 0.6 * 0.5 / 3, 0.25), score.Score, 1e-9);
        Assert.Equal((6, 5), (score.HypothesisLength, score.ReferenceLength));
    }

    [Fact]
    public void Bleu_is_less_for_hypotheses_that_are_short()
    {
        var score = Bleu.Compute(["a b c d"], ["a b c d e f"]);
        Assert.Equal(Math.Exp(1 - (6.0 / 4)), score.BrevityPenalty, 1e-12);
        Assert.Equal(100 * score.BrevityPenalty, score.Score, 1e-9);
    }

    [Fact]
    public void Bleu_smooths_orders_without_a_match_one_after_another()
    {
        // Matches 2 of 4, then none of 3, 2, 1: 1/(2·3), 1/(4·2), 1/(8·1).
        var score = Bleu.Compute(["a x b y"], ["a q b w"]);
        Assert.Equal(100 * Math.Pow(0.5 / 6 / 8 / 8, 0.25), score.Score, 1e-9);
    }

    [Fact]
    public void Bleu_is_zero_without_any_match_or_without_words()
    {
        Assert.Equal(0, Bleu.Compute(["a b c d e"], ["v w x y z"]).Score);
        Assert.Equal(0, Bleu.Compute(["", ""], ["a", "b"]).Score);
        Assert.Equal(100, Bleu.Compute(["One line of four words."], ["One line of four words."]).Score, 1e-9);
    }

    [Fact]
    public void Bleu_names_how_it_counted()
    {
        Assert.Equal("nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:2.4.0", Bleu.Compute(["a"], ["a"]).Signature);
        Assert.Equal("nrefs:2|case:lc|eff:no|tok:none|smooth:exp|version:2.4.0",
            Bleu.ComputeAgainstMany(["a"], [["a"], ["b"]], new BleuOptions { Tokenization = BleuTokenization.None, Lowercase = true }).Signature);
        Assert.Throws<ArgumentException>(() => Bleu.Compute(["a"], []));
    }

    [Theory]
    [InlineData("Hello, world!", "Hello , world !")]
    [InlineData("It's 3.14 or 1,000 - 2-3 a-b.", "It's 3.14 or 1,000 - 2 - 3 a-b .")]
    [InlineData("&quot;A&amp;B&quot; <skipped>(x)", "\" A & B \" ( x )")]
    [InlineData("Größe: 5€", "Größe : 5€")]
    public void Words_of_13a_are_cut_by_its_rules(string text, string expected) => Assert.Equal(expected, string.Join(' ', International13a.Words(text)));

    [Theory]
    [InlineData("Ein Mann, der \"z.B.\" 1,5 m groß ist.", "Ein Mann , der \" z.B. \" 1,5 m groß ist .")]
    [InlineData("saftig-grünes Gras...", "saftig-grünes Gras ...")]
    [InlineData("Mike's „Hut“ – St. Paul", "Mike ' s \" Hut \" - St . Paul")]
    [InlineData("1,5 a,b x,2 3,y ,4 5,", "1,5 a , b x , 2 3 , y , 4 5 ,")]
    [InlineData("ein😀Hund 👍🏽!", "ein 😀 Hund 👍 🏽 !")]
    [InlineData("𝒜𝒷 𝟏,𝟐", "𝒜𝒷 𝟏,𝟐")]
    [InlineData("Aha. 𝒷", "Aha. 𝒷")]
    public void Words_of_Moses_are_cut_by_its_rules(string text, string expected) => Assert.Equal(expected, string.Join(' ', MosesWords.Of(text)));

    [Theory]
    [InlineData("L’homme n'a qu'une rue d'ici", "L' homme n' a qu' une rue d' ici")]
    [InlineData("'l'été' 1'a b'2 c' 'd", "' l' été ' 1 ' a b ' 2 c ' ' d")]
    public void Words_of_Moses_keep_the_apostrophe_with_the_word_before_it_where_vowels_are_elided(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', MosesWords.Of(text, hasElision: true)));

    [Fact]
    public void Bleu_by_the_rules_of_Moses_depends_on_the_language_and_names_its_rules()
    {
        foreach (var code in new[] { "fr", "it", "ga", "ca" })
        {
            var elided = Bleu.Compute(["l'ami"], ["l'ami"], new BleuOptions { Tokenization = BleuTokenization.Moses, Language = code });
            Assert.Equal(($"nrefs:1|case:mixed|eff:no|tok:moses-{code}|smooth:exp|version:2.4.0", 2), (elided.Signature, elided.ReferenceLength));
        }
        foreach (var code in new[] { null, "de", "en" })
        {
            var plain = Bleu.Compute(["l'ami"], ["l'ami"], new BleuOptions { Tokenization = BleuTokenization.Moses, Language = code });
            Assert.Equal(("nrefs:1|case:mixed|eff:no|tok:moses|smooth:exp|version:2.4.0", 3), (plain.Signature, plain.ReferenceLength));
        }
        Assert.Contains("such as fr", Assert.Throws<ArgumentException>(() => new BleuOptions { Language = "French" }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bleu_by_the_rules_of_Moses_sees_characters_and_not_halves_of_them()
    {
        // Both are written with the same first surrogate.
        var score = Bleu.Compute(["😀"], ["😃"], new BleuOptions { Tokenization = BleuTokenization.Moses });
        Assert.Equal((0.0, 0.0, 1, 1), (score.Score, score.Precisions[0], score.HypothesisLength, score.ReferenceLength));
    }
}
