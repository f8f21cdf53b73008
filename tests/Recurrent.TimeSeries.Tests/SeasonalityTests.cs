using Recurrent.TimeSeries.Embedded;
using Recurrent.TimeSeries.Reading;

namespace Recurrent.TimeSeries.Tests;

public sealed class SeasonalityTests
{
    [Fact]
    public void Air_passengers_have_a_period_of_12() =>
        Assert.Equal([12], Seasonality.Periods(DemoSeries.AirPassengers.Values, Frequency.Monthly));

    [Fact]
    public void Air_passengers_have_a_period_of_12_without_a_calendar() =>
        Assert.Equal(12, Seasonality.Period(DemoSeries.AirPassengers.Values, Frequency.Index));

    [Fact]
    public void Sunspots_have_a_cycle_of_about_11_years() =>
        Assert.InRange(Seasonality.Period(DemoSeries.Sunspots.Values, Frequency.Yearly), 10, 12);

    [Theory]
    [InlineData("index", new[] { 48 })]
    [InlineData("30min", new[] { 48, 336 })]
    public void Taylor_demand_has_a_day_and_a_week(string frequency, int[] expected)
    {
        Assert.True(Frequency.TryParse(frequency, out var step));
        var series = SeriesReader.Read(SharedData.Forecasting("classics/taylor-half-hourly-demand.csv"))[0];
        Assert.Equal(expected, Seasonality.Periods(series.Values, step));
    }

    [Fact]
    public void Most_M4_hourly_series_have_a_period_of_24()
    {
        var all = SeriesReader.Read(SharedData.Forecasting("m4-hourly/Hourly-train.csv.gz"));
        var days = all.Count(static series => Seasonality.Period(series.Values, Frequency.Hourly) == 24);
        Assert.InRange(days, 373, 414);
    }

    [Theory]
    [InlineData("monthly")]
    [InlineData("hourly")]
    [InlineData("daily")]
    [InlineData("index")]
    public void White_noise_has_no_period(string frequency)
    {
        Assert.True(Frequency.TryParse(frequency, out var step));
        var found = Enumerable.Range(1, 50).Count(seed => Seasonality.Period(Noise(seed, 300), step) != 1);
        Assert.InRange(found, 0, 1);
    }

    [Fact]
    public void Short_white_noise_has_no_period()
    {
        var found = Enumerable.Range(1, 200).Count(static seed => Seasonality.Period(Noise(seed, 32), Frequency.Quarterly) != 1);
        Assert.InRange(found, 0, 5);
    }

    [Theory]
    [InlineData("monthly")]
    [InlineData("hourly")]
    [InlineData("daily")]
    public void Random_walk_has_no_period(string frequency)
    {
        Assert.True(Frequency.TryParse(frequency, out var step));
        var found = Enumerable.Range(1, 50).Count(seed => Seasonality.Period(Walk(seed, 300), step) != 1);
        Assert.InRange(found, 0, 2);
    }

    [Fact]
    public void Constant_and_short_series_have_no_period()
    {
        Assert.Equal(1, Seasonality.Period(new double[100], Frequency.Monthly));
        Assert.Equal(1, Seasonality.Period([1, 2, 3], Frequency.Index));
        Assert.Equal(1, Seasonality.Period([], Frequency.Monthly));
    }

    [Fact]
    public void Quarterly_sine_with_trend_and_noise_has_a_period_of_4()
    {
        var values = Noise(3, 80);
        for (var t = 0; t < values.Length; t++) values[t] += t + (4 * Math.Sin(Math.PI * t / 2));
        Assert.Equal(4, Seasonality.Period(values, Frequency.Quarterly));
    }

    [Theory]
    [InlineData("monthly", 12, 48)]
    [InlineData("daily", 7, 30)]
    [InlineData("quarterly", 4, 24)]
    public void Four_clear_seasons_are_enough_to_find_them(string frequency, int period, int length)
    {
        Assert.True(Frequency.TryParse(frequency, out var step));
        var found = Enumerable.Range(1, 50).Count(seed =>
        {
            var values = Noise(seed, length);
            for (var t = 0; t < values.Length; t++) values[t] += 100 + (4 * Math.Sin(2 * Math.PI * t / period));
            return Seasonality.Period(values, step) == period;
        });
        Assert.InRange(found, 40, 50);
    }

    [Theory]
    [InlineData("monthly", 48)]
    [InlineData("daily", 30)]
    [InlineData("quarterly", 24)]
    public void Short_random_walk_has_no_period(string frequency, int length)
    {
        Assert.True(Frequency.TryParse(frequency, out var step));
        var found = Enumerable.Range(1, 200).Count(seed => Seasonality.Period(Walk(seed, length), step) != 1);
        Assert.InRange(found, 0, 6);
    }

    [Fact]
    public void Logarithm_is_suggested_for_air_passengers_only()
    {
        Assert.Equal(DataTransformKind.Log, DataTransform.Suggest(DemoSeries.AirPassengers.Values, 12));
        Assert.Equal(DataTransformKind.None, DataTransform.Suggest(DemoSeries.Sunspots.Values, 11));
        var additive = Noise(5, 240);
        for (var t = 0; t < additive.Length; t++) additive[t] += 100 + t + (10 * Math.Sin(Math.PI * t / 6));
        Assert.Equal(DataTransformKind.None, DataTransform.Suggest(additive, 12));
    }

    private static double[] Noise(int seed, int length)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ =>
            Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];
    }

    private static double[] Walk(int seed, int length)
    {
        var walk = Noise(seed, length);
        for (var t = 1; t < length; t++) walk[t] += walk[t - 1];
        return walk;
    }
}
