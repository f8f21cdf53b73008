using Recurrent.Text.Classification;

namespace Recurrent.Text.Tests.Classification;

public sealed class TokenCountsTests
{
    // Four texts over the tokens 0 to 3; classes 0 0 1 1.
    private static readonly int[][] Texts = [[1, 2, 1], [1, 2], [2, 3], [3, 3, 2]];
    private static readonly int[][] Targets = [[0], [0], [1], [1]];

    [Fact]
    public void Ratios_are_those_of_the_formula()
    {
        var counts = TokenCounts.Of(Texts, Targets, classes: 2, vocabulary: 4, withPairs: true);
        Assert.Equal([0, 0, 0, 2, 0, 2, 2, 2, 4, 0, 2, 2], counts.File.Tokens);
        // Class 1 against the rest for token 3: n = 2, all in class 1; sums 4 and 4 of 8, V = 4.
        Assert.Equal(Math.Log(3.0 / 8) - Math.Log(1.0 / 8), counts.TokenRatio(3, 1), 1e-6);
        Assert.Equal(0, counts.TokenRatio(2, 1), 1e-6);
        Assert.Equal(Math.Log(3.0 / 8), counts.LogShare(1, 0), 1e-9);
    }

    [Fact]
    public void Text_is_left_out_of_its_own_counts()
    {
        var counts = TokenCounts.Of(Texts, Targets, classes: 2, vocabulary: 4, withPairs: true);
        // Without its own text, token 3 is in one text of class 1.
        Assert.Equal(Math.Log(2.0 / 8) - Math.Log(1.0 / 8), counts.TokenRatio(3, 1, [1]), 1e-6);
        Assert.Equal(Math.Log(1.0 / 8) - Math.Log(2.0 / 8), counts.TokenRatio(1, 1, [0]), 1e-6);
    }

    [Fact]
    public void Only_pairs_of_two_texts_or_more_are_kept_and_the_first_token_has_none()
    {
        var counts = TokenCounts.Of(Texts, Targets, classes: 2, vocabulary: 4, withPairs: true);
        Assert.Equal((1, 2), (Assert.Single(counts.File.First), Assert.Single(counts.File.Second)));
        var ratios = counts.Ratios([1, 2, 3], multiLabel: false, leftOut: null);
        Assert.Equal(6, ratios.Length);
        Assert.Equal(0, ratios[1]);
        // Both pairs of that kind are in texts of the other class, and it is the only kind there is.
        Assert.Equal(Math.Log(1.0 / 1) - Math.Log(3.0 / 3), ratios[3], 1e-6);
        Assert.Equal(0, ratios[5]);
    }

    [Fact]
    public void Pairs_kept_are_the_most_frequent_whatever_the_number_of_pairs_that_come_once()
    {
        // 30,000 pairs that come once, and 300 that come in two to four texts.
        int[][] texts =
        [
            .. Enumerable.Range(0, 300).Select(static text => Enumerable.Range(0, 101).Select(place => (text * 101) + place).ToArray()),
            .. Enumerable.Range(0, 300).SelectMany(static pair => Enumerable.Repeat<int[]>([40_000 + pair, pair, 40_000 + pair, pair], 2 + (pair % 3))),
        ];
        long[] expected = [.. texts.SelectMany(static text => text.Zip(text[1..]).Distinct()).GroupBy(static one => PairSelection.Key(one.First, one.Second))
            .Where(static one => one.Count() > 1).OrderByDescending(static one => one.Count()).ThenBy(static one => one.Key).Select(static one => one.Key)];
        Assert.Equal(600, expected.Length);
        Assert.Equal(expected, PairSelection.Of(texts, 1000));
        Assert.Equal(expected[..250], PairSelection.Of(texts, 250));
        int[][] targets = [.. texts.Select(static (_, index) => (int[])[index % 2])];
        var counts = TokenCounts.Of(texts, targets, classes: 2, vocabulary: 41_000, withPairs: true);
        Assert.Equal(expected, counts.File.First.Zip(counts.File.Second, PairSelection.Key));
        Assert.Equal(expected.Select(pair => texts.Count(text => text.Zip(text[1..]).Any(one => PairSelection.Key(one.First, one.Second) == pair))), counts.File.Pairs.Chunk(3).Select(static row => row[2]));
        Assert.All(counts.File.Pairs.Chunk(3), static row => Assert.Equal(row[2], row[0] + row[1]));
    }

    [Fact]
    public void Pairs_are_not_counted_where_nothing_reads_them()
    {
        var counts = TokenCounts.Of(Texts, Targets, classes: 2, vocabulary: 4, withPairs: false);
        Assert.Empty(counts.File.First);
        Assert.Empty(counts.File.Pairs);
        Assert.Equal(TokenCounts.Of(Texts, Targets, classes: 2, vocabulary: 4, withPairs: true).File.Tokens, counts.File.Tokens);
    }

    [Fact]
    public void Classes_that_do_not_exclude_each_other_have_ratios_of_their_own()
    {
        var counts = TokenCounts.Of(Texts, [[0, 1], [], [1], [1]], classes: 2, vocabulary: 4, withPairs: true);
        var ratios = counts.Ratios([2], multiLabel: true, leftOut: null);
        Assert.Equal(4, ratios.Length);
        Assert.Equal(counts.TokenRatio(2, 0), ratios[0]);
        Assert.Equal(counts.TokenRatio(2, 1), ratios[1]);
    }
}
