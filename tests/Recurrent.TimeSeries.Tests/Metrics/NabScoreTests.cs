using Recurrent.TimeSeries.Metrics;

namespace Recurrent.TimeSeries.Tests.Metrics;

public sealed class NabScoreTests
{
    private const int Rows = 1000;

    [Fact]
    public void Flagging_nothing_scores_0_in_every_profile()
    {
        NabRecord[] records = [Record([], new RowRange(400, 499)), Record([])];
        foreach (var profile in Profiles()) Assert.Equal(0, NabScore.Of(records, profile, 0.5), 12);
    }

    [Fact]
    public void Flagging_the_first_row_of_each_window_scores_100_in_every_profile()
    {
        NabRecord[] records = [Record([400, 700], new RowRange(400, 499), new RowRange(700, 749)), Record([])];
        foreach (var profile in Profiles()) Assert.Equal(100, NabScore.Of(records, profile, 0.5), 12);
    }

    [Fact]
    public void A_detection_in_a_window_is_worth_its_place()
    {
        // Row 449 of 400 … 499: x = −(499 − 449 + 1)/100 = −0.51; (tanh(1.275) / tanh(2.5) + 1) / 2, since σ(x) = tanh(−5x/2).
        var expected = 100 * ((Math.Tanh(1.275) / Math.Tanh(2.5)) + 1) / 2;
        Assert.Equal(expected, NabScore.Of([Record([449], new RowRange(400, 499))], NabProfile.Standard, 0.5), 10);
        Assert.Equal(93.34, expected, 2);
    }

    [Fact]
    public void Only_the_best_row_of_a_window_counts()
    {
        var once = NabScore.Of([Record([420], new RowRange(400, 499))], NabProfile.Standard, 0.5);
        Assert.Equal(once, NabScore.Of([Record([420, 430, 499], new RowRange(400, 499))], NabProfile.Standard, 0.5), 12);
    }

    [Fact]
    public void A_false_alarm_before_any_window_costs_0_11()
    {
        // −1 for the missed window and −0.11: 100 (−1.11 + 1) / 2.
        Assert.Equal(-5.5, NabScore.Of([Record([200], new RowRange(400, 499))], NabProfile.Standard, 0.5), 12);
        Assert.Equal(-11, NabScore.Of([Record([200], new RowRange(400, 499))], NabProfile.LowFalsePositives, 0.5), 12);
    }

    [Fact]
    public void A_false_alarm_after_a_window_costs_more_the_later_it_is()
    {
        // Row 549 after 400 … 499: x = 50/99, cost 0.11 tanh(125/99). Row 800: x > 3, cost 0.11.
        Assert.Equal(-50 * 0.11 * Math.Tanh(125.0 / 99), NabScore.Of([Record([549], new RowRange(400, 499))], NabProfile.Standard, 0.5), 10);
        Assert.Equal(-5.5, NabScore.Of([Record([800], new RowRange(400, 499))], NabProfile.Standard, 0.5), 12);
    }

    [Fact]
    public void Every_false_alarm_counts_but_not_in_the_probation()
    {
        Assert.Equal(150, NabScore.ProbationRows(Rows));
        Assert.Equal(750, NabScore.ProbationRows(100_000));
        Assert.Equal(0, NabScore.Of([Record([10, 149], new RowRange(400, 499))], NabProfile.Standard, 0.5), 12);
        Assert.Equal(-16.5, NabScore.Of([Record([150, 151, 152], new RowRange(400, 499))], NabProfile.Standard, 0.5), 12);
    }

    [Fact]
    public void A_missed_window_costs_twice_in_the_low_false_negative_profile()
    {
        NabRecord[] records = [Record([400], new RowRange(400, 499), new RowRange(700, 799))];
        Assert.Equal(50, NabScore.Of(records, NabProfile.Standard, 0.5), 12);
        Assert.Equal(100 * (1 - 2 + 4) / 6.0, NabScore.Of(records, NabProfile.LowFalseNegatives, 0.5), 12);
    }

    [Fact]
    public void The_optimum_equals_a_search_over_all_thresholds()
    {
        var random = new Random(5);
        double[] scores = [.. Enumerable.Range(0, Rows).Select(_ => Math.Round(random.NextDouble(), 2))];
        NabRecord[] records = [new(scores, [new RowRange(300, 349), new RowRange(600, 699)]), new([.. scores.Reverse()], [new RowRange(800, 810)])];
        var optimum = NabScore.Optimum(records, NabProfile.Standard);
        var searched = Enumerable.Range(0, 102).Max(step => NabScore.Of(records, NabProfile.Standard, Math.Round(step / 100.0, 2)));
        Assert.Equal(searched, optimum.Score, 10);
        Assert.Equal(optimum.Score, NabScore.Of(records, NabProfile.Standard, optimum.Threshold), 10);
    }

    [Fact]
    public void Windows_outside_the_file_or_none_at_all_are_refused()
    {
        Assert.Throws<ArgumentException>(() => NabScore.Of([Record([])], NabProfile.Standard, 0.5));
        Assert.Throws<ArgumentException>(() => NabScore.Of([Record([], new RowRange(990, 1000))], NabProfile.Standard, 0.5));
        Assert.Throws<ArgumentException>(() => NabScore.Optimum([Record([], new RowRange(500, 600), new RowRange(550, 650))], NabProfile.Standard));
    }

    private static NabProfile[] Profiles() => [NabProfile.Standard, NabProfile.LowFalsePositives, NabProfile.LowFalseNegatives];

    private static NabRecord Record(int[] flagged, params RowRange[] windows) =>
        new([.. Enumerable.Range(0, Rows).Select(row => flagged.Contains(row) ? 1.0 : 0.0)], windows);
}
