using Recurrent.TimeSeries.Baselines;
using Recurrent.TimeSeries.Metrics;
using Recurrent.TimeSeries.Reading;

namespace Recurrent.TimeSeries.Tests.Baselines;

/// <summary>Reproduces the official table of the M4 competition on all 414 hourly series.</summary>
public sealed class M4HourlyTests
{
    [Theory]
    [InlineData("naive", 43.003, 11.608)]
    [InlineData("seasonal_naive", 13.912, 1.193)]
    [InlineData("naive2", 18.383, 2.395)]
    [InlineData("theta", 18.138, 2.455)]
    public void Baseline_reproduces_the_official_score(string name, double sMape, double mase)
    {
        var (train, test) = Load();
        IBaseline baseline = name switch
        {
            "naive" => new Naive(),
            "seasonal_naive" => new SeasonalNaive(24),
            "theta" => new Theta(24),
            _ => new Naive2(24),
        };
        Assert.Equal(name, baseline.Name);
        var (sMapeSum, maseSum) = (0.0, 0.0);
        foreach (var series in train)
        {
            var actual = test[series.Id].Values;
            var forecast = baseline.Forecast(series.Values, 48);
            sMapeSum += SMape.Of(actual, forecast);
            maseSum += Mase.Of(actual, forecast, series.Values, 24);
        }
        Assert.Equal(sMape, sMapeSum / 414, 3);
        Assert.Equal(mase, maseSum / 414, 3);
    }

    [Fact]
    public void Naive2_finds_413_of_414_series_seasonal() =>
        Assert.Equal(413, Load().Train.Count(static series => new Naive2(24).IsSeasonal(series.Values)));

    private static (SeriesCollection Train, SeriesCollection Test) Load() => (
        SeriesReader.Read(SharedData.Forecasting("m4-hourly/Hourly-train.csv.gz")),
        SeriesReader.Read(SharedData.Forecasting("m4-hourly/Hourly-test.csv")));
}
