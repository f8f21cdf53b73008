using Recurrent.TimeSeries.Finance.Measures;

namespace Recurrent.TimeSeries.Tests.Finance;

public sealed class RiskMeasureTests
{
    private static readonly bool[] Clustered = [true, true, false, false, false, false, false, false, true, false, false];

    [Fact]
    public void Qlike_is_that_of_the_formula_and_0_for_a_perfect_forecast()
    {
        Assert.Equal(0, Qlike.Of([0.5, 2], [0.5, 2]), 15);
        Assert.Equal([1 - Math.Log(2), Math.Log(2) - 0.5], Qlike.Losses([2, 1], [1, 2]), (x, y) => Math.Abs(x - y) < 1e-14);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(1, double.NaN)]
    [InlineData(double.PositiveInfinity, 1)]
    public void Qlike_rejects_what_is_no_variance(double variance, double forecast) =>
        Assert.Contains("index 1", Assert.Throws<ArgumentException>(() => Qlike.Of([1, variance], [1, forecast])).Message, StringComparison.Ordinal);

    /// <summary>Non-rejection regions at 5 % as Kupiec (1995) prints them: more than below, fewer than above.</summary>
    [Theory]
    [InlineData(0.01, 255, -1, 7)]
    [InlineData(0.01, 510, 1, 11)]
    [InlineData(0.01, 1000, 4, 17)]
    [InlineData(0.05, 255, 6, 21)]
    [InlineData(0.05, 510, 16, 36)]
    [InlineData(0.05, 1000, 37, 65)]
    public void Kupiec_accepts_the_published_counts(double level, int days, int below, int above)
    {
        // The printed region for 1 % and 255 days ignores that 0 violations have a ratio of 5.13.
        for (var count = level == 0.01 && days == 255 ? 1 : 0; count < days; count++)
            Assert.Equal(count > below && count < above, Kupiec.Of(Days(days, count), level).Passes());
    }

    [Fact]
    public void Kupiec_without_violations_takes_0_log_0_as_0() =>
        Assert.Equal(-2 * 250 * Math.Log(0.99), Kupiec.Of(new bool[250], 0.01).Statistic, 10);

    [Fact]
    public void Christoffersen_gives_the_values_worked_out_by_hand()
    {
        // 6 pairs no-no, 1 no-yes, 2 yes-no, 1 yes-yes.
        var independence = Christoffersen.Independence(Clustered);
        Assert.Equal(0.4473350049571536, independence.Statistic, 10);
        Assert.Equal(0.5036032424329264, independence.PValue, 6);
        var conditional = Christoffersen.Conditional(Clustered, 0.2);
        Assert.Equal(0.783301697910991, conditional.Statistic, 10);
        Assert.Equal(0.6759400779489307, conditional.PValue, 10);
    }

    [Fact]
    public void Christoffersen_rejects_a_block_that_Kupiec_accepts()
    {
        var block = Days(1000, 10);
        Assert.True(Kupiec.Of(block, 0.01).Passes());
        Assert.False(Christoffersen.Independence(block).Passes());
        Assert.False(Christoffersen.Conditional(block, 0.01).Passes());
    }

    [Fact]
    public void Diebold_Mariano_gives_the_value_worked_out_by_hand_and_changes_sign_with_the_order()
    {
        double[] first = [1, 2, 4, 3, 5, 2];
        double[] second = [2, 2, 3, 5, 4, 4];
        var test = DieboldMariano.Of(first, second);
        Assert.Equal(-1.5191090506255003, test.Statistic, 10);
        Assert.Equal(0.12873504895794788, test.PValue, 6);
        Assert.Equal(-test.Statistic, DieboldMariano.Of(second, first).Statistic, 14);
        Assert.Equal(new DieboldMariano(0, 1), DieboldMariano.Of(first, first));
    }

    [Fact]
    public void Unusable_input_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Kupiec.Of([], 0.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => Kupiec.Of([true], 1));
        Assert.Throws<ArgumentException>(() => Christoffersen.Independence([true]));
        Assert.Throws<ArgumentException>(() => DieboldMariano.Of([1, 2], [1]));
        Assert.Throws<ArgumentException>(() => DieboldMariano.Of([1, double.NaN], [1, 2]));
        Assert.Throws<ArgumentException>(() => DieboldMariano.Of([2, 3], [1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => DieboldMariano.Of([1, 2], [2, 1], 2));
    }

    private static bool[] Days(int days, int violations) => [.. Enumerable.Range(0, days).Select(day => day < violations)];
}
