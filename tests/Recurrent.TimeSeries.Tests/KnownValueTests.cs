using Recurrent.TimeSeries.Backtesting;
using Recurrent.TimeSeries.Baselines;
using Recurrent.TimeSeries.Metrics;
using Recurrent.TimeSeries.Scaling;

namespace Recurrent.TimeSeries.Tests;

/// <summary>What is computed from values some of which are missing.</summary>
public sealed class KnownValueTests
{
    private const double Gap = double.NaN;

    [Fact]
    public void Stand_ins_come_from_earlier_values_alone()
    {
        Assert.Equal([1, 2, 3, 1, 2, 6, 1, 8], KnownValues.Fill([1, 2, 3, Gap, Gap, 6, Gap, 8], 3));
        Assert.Equal([1, 1, 3, 3, 5], KnownValues.Fill([1, Gap, 3, Gap, 5], 1));
        Assert.Equal([1, 1, 3, 1, 5], KnownValues.Fill([1, Gap, 3, Gap, 5], 3));
        double[] values = [4, Gap, 2, Gap, Gap, 7, Gap, 1];
        for (var origin = 1; origin < values.Length; origin++)
            Assert.Equal(KnownValues.Fill(values, 3)[..origin], KnownValues.Fill(values.AsSpan(0, origin), 3));
    }

    [Fact]
    public void Simple_methods_forecast_from_known_values()
    {
        Assert.Equal([3, 3], new Naive().Forecast([1, 3, Gap], 2));
        Assert.Equal([4, 2, 3, 4], new SeasonalNaive(3).Forecast([1, 2, 3, 4, Gap, Gap], 4));
        // The line through 1 at step 0 and 5 at step 2 is at 9 and 11 at steps 4 and 5.
        Assert.Equal([9, 11], new Drift().Forecast([1, Gap, 5, Gap], 2));
        Assert.Throws<ArgumentException>(() => new Naive().Forecast([Gap, Gap], 1));
        Assert.All(new HoltWinters(2).Forecast([1, 5, 2, 6, Gap, 7, 4, 8], 2), value => Assert.InRange(value, 3, 10));
        double[] season = [.. Enumerable.Range(0, 48).Select(t => 10 + (3 * Math.Sin(2 * Math.PI * t / 12)))];
        var whole = new Naive2(12).Forecast(season, 12);
        (season[20], season[33]) = (Gap, Gap);
        Assert.All(new Naive2(12).Forecast(season, 12).Zip(whole), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
    }

    [Fact]
    public void Scales_are_those_of_the_known_values()
    {
        // Pairs one apart: |2 − 1| and |9 − 8|; 2 to 5 and 5 to 8 are not known.
        Assert.Equal(1, Mase.Scale([1, 2, Gap, 8, 9], 1));
        Assert.True(double.IsNaN(Mase.Scale([1, Gap, 3], 1)));
        var known = Split.Last(new Series("a", [1, 2, 6, 7]), 0).Training;
        var lacking = Split.Last(Series.WithMissing("a", [1, Gap, 2, 6, Gap, 7]), 0).Training;
        Assert.Equal(StandardScaler.Fit(known), StandardScaler.Fit(lacking));
        Assert.Equal(MeanScaler.Fit(known), MeanScaler.Fit(lacking));
        Assert.Equal(RobustScaler.Fit(known), RobustScaler.Fit(lacking));
    }

    [Fact]
    public void Autocorrelation_is_that_of_known_pairs()
    {
        // Deviations −1 and 1 in turn: every known pair one apart gives −1, the variance is 1, and n − 1 of n such pairs exist.
        double[] values = [1, 3, 1, 3, 1, 3];
        Assert.Equal(-5 / 6.0, Autocorrelation.Compute(values, 1)[1], 1e-12);
        double[] lacking = [1, 3, 1, 3, 1, 3, Gap, Gap, 1, 3];
        Assert.Equal(-9 / 10.0, Autocorrelation.Compute(lacking, 1)[1], 1e-12);
    }

    [Fact]
    public void Trend_and_moving_average_pass_over_missing_values()
    {
        var (intercept, slope) = TrendLine.Fit([1, 3, Gap, 7, Gap, 11]);
        Assert.Equal((1, 2), (intercept, slope));
        var average = MovingAverage.Centred([1, 2, Gap, 4, 5, Gap, Gap, Gap], 3);
        Assert.Equal([Gap, 1.5, 3, 4.5, 4.5, Gap, Gap, Gap], average);
    }

    [Theory]
    [InlineData(0.1, 24)]
    [InlineData(0.3, 24)]
    public void The_season_is_found_although_values_are_missing(double share, int period)
    {
        var random = new Random(3);
        double[] values = [.. Enumerable.Range(0, 24 * 30).Select(t => 10 + (4 * Math.Sin(2 * Math.PI * t / period)) + random.NextDouble())];
        for (var t = 1; t < values.Length - 1; t++)
            if (random.NextDouble() < share) values[t] = Gap;
        Assert.Equal(period, Seasonality.Period(values, Frequency.Hourly));
        double[] noise = [.. values.Select(value => double.IsNaN(value) ? value : random.NextDouble())];
        Assert.Equal(1, Seasonality.Period(noise, Frequency.Hourly));
    }

    [Fact]
    public void The_logarithm_is_suggested_although_values_are_missing()
    {
        double[] values = [.. Enumerable.Range(0, 144).Select(t => Math.Exp(3 + (0.01 * t) + (0.3 * Math.Sin(2 * Math.PI * t / 12))))];
        Assert.Equal(DataTransformKind.Log, DataTransform.Suggest(values, 12));
        for (var t = 5; t < values.Length; t += 9) values[t] = Gap;
        Assert.Equal(DataTransformKind.Log, DataTransform.Suggest(values, 12));
        values[100] = -1;
        Assert.Equal(DataTransformKind.None, DataTransform.Suggest(values, 12));
    }
}
