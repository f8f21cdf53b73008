using System.Globalization;
using Recurrent.TimeSeries.Baselines;
using Recurrent.TimeSeries.Metrics;

namespace Recurrent.TimeSeries.Tests.Baselines;

/// <summary>Reproduces published scores of the M3 competition.</summary>
public sealed class M3Tests
{
    [Theory]
    [InlineData("m3-yearly.csv", "naive", 17.88)]
    [InlineData("m3-quarterly.csv", "naive", 11.32)]
    [InlineData("m3-quarterly.csv", "seasonal_naive", 11.07)]
    public void Baseline_reproduces_the_published_score(string file, string name, double expected)
    {
        IBaseline baseline = name == "naive" ? new Naive() : new SeasonalNaive(4);
        var lines = File.ReadAllLines(SharedData.Forecasting(Path.Combine("m3-yearly-quarterly", file))).Skip(1);
        var mean = lines.Average(line =>
        {
            // Columns: series, n, horizon, category, start year, start period, then n values.
            var cells = line.Split(',');
            double[] values = [.. cells.Skip(6).Select(static cell => double.Parse(cell, CultureInfo.InvariantCulture))];
            var horizon = int.Parse(cells[2], CultureInfo.InvariantCulture);
            return SMape.Of(values.AsSpan()[^horizon..], baseline.Forecast(values.AsSpan()[..^horizon], horizon));
        });
        Assert.Equal(expected, mean, 2);
    }
}
