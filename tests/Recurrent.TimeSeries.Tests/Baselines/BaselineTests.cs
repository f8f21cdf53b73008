using Recurrent.TimeSeries.Baselines;
using Recurrent.TimeSeries.Embedded;
using Recurrent.TimeSeries.Metrics;

namespace Recurrent.TimeSeries.Tests.Baselines;

public sealed class BaselineTests
{
    [Fact]
    public void Baselines_continue_a_short_history_as_defined()
    {
        double[] history = [1, 2, 3, 7];
        Assert.Equal([7, 7], new Naive().Forecast(history, 2));
        Assert.Equal([3, 7, 3], new SeasonalNaive(2).Forecast(history, 3));
        Assert.Equal([9, 11], new Drift().Forecast(history, 2));
        Assert.Equal([7, 7], new Naive2(4).Forecast(history, 2));
        Assert.Equal([7, 7], new SeasonalNaive(5).Forecast(history, 2));
    }

    [Fact]
    public void Naive2_continues_a_multiplicative_season_exactly()
    {
        double[] season = [0.5, 1.5, 1.2, 0.8];
        double[] history = [.. Enumerable.Range(0, 22).Select(t => 10 * season[t % 4])];
        var forecast = new Naive2(4).Forecast(history, 5);
        for (var i = 0; i < 5; i++) Assert.Equal(10 * season[(22 + i) % 4], forecast[i], 10);
    }

    [Fact]
    public void Seasonal_naive_scores_as_published_on_air_passengers()
    {
        var values = DemoSeries.AirPassengers.Values;
        var forecast = new SeasonalNaive(12).Forecast(values[..132], 12);
        Assert.Equal(50.71, Rmse.Of(values[132..], forecast), 2);
        Assert.Equal(9.99, Mape.Of(values[132..], forecast), 2);
    }

    [Fact]
    public void Baselines_refuse_an_empty_history_and_no_horizon()
    {
        Assert.Throws<ArgumentException>(() => new Naive().Forecast([], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Drift().Forecast([1], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SeasonalNaive(0));
    }

    [Fact]
    public void Theta_goes_below_zero_only_when_the_history_does()
    {
        double[] falling = [.. Enumerable.Range(0, 40).Select(time => 20.0 - time)];
        double[] positive = [.. falling.Select(value => value + 19.5)];
        Assert.All(new Theta(1).Forecast(falling, 5), value => Assert.True(value < -19, $"{value}"));
        Assert.Equal(0, new Theta(1).Forecast(positive, 5)[^1]);
    }
}
