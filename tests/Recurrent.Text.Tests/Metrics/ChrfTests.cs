using Recurrent.Text.Metrics;

namespace Recurrent.Text.Tests.Metrics;

public sealed class ChrfTests
{
    /// <summary>Cases of sacreBLEU's own tests, with β = 3 as there.</summary>
    [Theory]
    [InlineData("a", "a", 100)]
    [InlineData("", "reference", 0)]
    [InlineData("a b c", "abc", 100)]
    [InlineData("aa", "ab", 25)]
    public void Chrf_equals_what_sacrebleu_gives(string hypothesis, string reference, double expected) =>
        Assert.Equal(expected, Chrf.Compute([hypothesis], [reference], beta: 3).Score, 1e-4);

    [Fact]
    public void Chrf_adds_counts_up_over_the_corpus() => Assert.Equal(50, Chrf.Compute(["a", "b"], ["a", "c"], beta: 3).Score, 1e-4);

    [Fact]
    public void Chrf_counts_no_runs_of_a_hypothesis_where_its_reference_is_too_short_for_any()
    {
        // Order 1: 6 matches of 12 and of 7. Orders 2 to 6: the reference "a" has no run, so only "abcdef" counts, with P = R = 1.
        var (precision, recall) = (((6.0 / 12) + 5) / 6, ((6.0 / 7) + 5) / 6);
        var score = Chrf.Compute(["xyzxyz", "abcdef"], ["a", "abcdef"]).Score;
        Assert.Equal(100 * 5 * precision * recall / ((4 * precision) + recall), score, 1e-9);
        Assert.Equal(100 * 451.0 / 468, score, 1e-9);
    }

    /// <summary>Orders that both sides have all exist here, so that the older way of counting gives the same.</summary>
    [Fact]
    public void Chrf_equals_what_sacrebleu_gives_for_a_sentence() => Assert.Equal(
        64.1302698,
        Chrf.Compute([" Die    Beziehung zwischen  Obama und Netanjahu ist nicht gerade  freundlich. "], ["Das Verhältnis zwischen Obama und Netanyahu ist nicht gerade freundschaftlich."], beta: 3).Score,
        1e-4);

    [Fact]
    public void Chrf_equals_a_calculation_by_hand()
    {
        // ab against abc: order 1 has P 1, R 2/3; order 2 has P 1, R 1/2; the reference alone has order 3.
        var (precision, recall) = (1.0, ((2.0 / 3) + 0.5) / 2);
        var score = Chrf.Compute(["ab"], ["abc"]);
        Assert.Equal(100 * 5 * precision * recall / ((4 * precision) + recall), score.Score, 1e-9);
        Assert.Equal("nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:2.4.0", score.Signature);
    }
}
