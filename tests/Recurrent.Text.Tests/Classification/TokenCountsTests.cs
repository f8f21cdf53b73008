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
        var counts = TokenCounts.Of(Texts, Targets, classes: 2, vocabulary: 4);
        Assert.Equal([0, 0, 0, 2, 0, 2, 2, 2, 4, 0, 2, 2], counts.File.Tokens);
        // Class 1 against the rest for token 3: n = 2, all in class 1; sums 4 and 4 of 8, V = 4.
        Assert.Equal(Math.Log(3.0 / 8) - Math.Log(1.0 / 8), counts.TokenRatio(3, 1), 1e-6);
        Assert.Equal(0, counts.TokenRatio(2, 1), 1e-6);
        Assert.Equal(Math.Log(3.0 / 8), counts.LogShare(1, 0), 1e-9);
    }

    [Fact]
    public void Text_is_left_out_of_its_own_counts()
    {
        var counts = TokenCounts.Of(Texts, Targets, classes: 2, vocabulary: 4);
        // Without its own text, token 3 is in one text of class 1.
        Assert.Equal(Math.Log(2.0 / 8) - Math.Log(1.0 / 8), counts.TokenRatio(3, 1, [1]), 1e-6);
        Assert.Equal(Math.Log(1.0 / 8) - Math.Log(2.0 / 8), counts.TokenRatio(1, 1, [0]), 1e-6);
    }

    [Fact]
    public void Only_pairs_of_two_texts_or_more_are_kept_and_the_first_token_has_none()
    {
        var counts = TokenCounts.Of(Texts, Targets, classes: 2, vocabulary: 4);
        Assert.Equal((1, 2), (Assert.Single(counts.File.First), Assert.Single(counts.File.Second)));
        var ratios = counts.Ratios([1, 2, 3], multiLabel: false, leftOut: null);
        Assert.Equal(6, ratios.Length);
        Assert.Equal(0, ratios[1]);
        // Both pairs of that kind are in texts of the other class, and it is the only kind there is.
        Assert.Equal(Math.Log(1.0 / 1) - Math.Log(3.0 / 3), ratios[3], 1e-6);
        Assert.Equal(0, ratios[5]);
    }

    [Fact]
    public void Classes_that_do_not_exclude_each_other_have_ratios_of_their_own()
    {
        var counts = TokenCounts.Of(Texts, [[0, 1], [], [1], [1]], classes: 2, vocabulary: 4);
        var ratios = counts.Ratios([2], multiLabel: true, leftOut: null);
        Assert.Equal(4, ratios.Length);
        Assert.Equal(counts.TokenRatio(2, 0), ratios[0]);
        Assert.Equal(counts.TokenRatio(2, 1), ratios[1]);
    }
}
