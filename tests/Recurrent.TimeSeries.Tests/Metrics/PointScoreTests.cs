using Recurrent.TimeSeries.Metrics;

namespace Recurrent.TimeSeries.Tests.Metrics;

public sealed class PointScoreTests
{
    private static readonly bool[] Labels = [false, true, true, true, false, false, true, false];

    [Fact]
    public void Counts_and_rates_are_those_of_the_definition()
    {
        var scores = PointScores.Of([true, true, false, false, false, false, true, false], Labels);
        Assert.Equal(new PointScores(2, 1, 2, 3), scores);
        Assert.Equal(2.0 / 3, scores.Precision, 12);
        Assert.Equal(0.5, scores.Recall, 12);
        Assert.Equal(4.0 / 7, scores.F1, 12);
        Assert.Equal(0.25, scores.FalseAlarmRate, 12);
        Assert.Equal(0.5, scores.MissedAlarmRate, 12);
    }

    [Fact]
    public void Nothing_flagged_gives_zeros_and_no_division_by_zero()
    {
        var scores = PointScores.Of(new bool[8], Labels);
        Assert.Equal(0, scores.F1);
        Assert.Equal(0, scores.Precision);
    }

    [Fact]
    public void Adjustment_fills_runs_that_were_touched_and_no_others() =>
        Assert.Equal([true, true, true, true, false, false, false, false], PointScores.Adjust([true, false, false, true, false, false, false, false], Labels));

    [Fact]
    public void Area_is_1_for_a_perfect_ranking_and_the_share_for_equal_scores()
    {
        Assert.Equal(1, PrecisionRecall.Area([0, 1, 1, 1, 0, 0, 1, 0], Labels), 12);
        Assert.Equal(0.5, PrecisionRecall.Area(new double[8], Labels), 12);
        Assert.True(double.IsNaN(PrecisionRecall.Area([1, 2], [false, false])));
    }

    [Fact]
    public void Area_of_a_hand_computed_ranking()
    {
        // From the highest: hit (1/1), miss, hit (2/3): (1 + 2/3) / 2.
        Assert.Equal((1 + (2.0 / 3)) / 2, PrecisionRecall.Area([0.9, 0.8, 0.7, 0.1], [true, false, true, false]), 12);
    }
}
