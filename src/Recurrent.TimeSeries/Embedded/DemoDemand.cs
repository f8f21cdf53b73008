using System.Globalization;
using MathNet.Numerics.Distributions;
using Recurrent.Tensors.Random;
using Recurrent.TimeSeries.Forecasting.Paths;

namespace Recurrent.TimeSeries.Embedded;

/// <summary>Generated demand for spare parts: small counts with many zeros.</summary>
public static class DemoDemand
{
    private const ulong Seed = 20;
    private const double Dispersion = 0.4;
    private const double Slowest = 0.15;
    private const double Fastest = 6;
    private static readonly double[] Weekdays = [1.3, 1.1, 1, 1, 1.2, 0.7, 0.2];

    /// <summary>Daily demand from 2023-01-02, a Monday, on.</summary>
    /// <param name="parts">Series, at least 1; from 0.15 to 6 pieces a day on average, evenly in proportion.</param>
    /// <param name="days">Values of each, at least 1.</param>
    /// <returns>Counts with a week, a swing over the year of each part's own size, and more variance than independent orders would have.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    /// <remarks>Negative binomial with dispersion 0.4: <c>y ~ Poisson(g)</c>, g gamma distributed with mean μ and variance 0.4 μ².</remarks>
    public static SeriesCollection SpareParts(int parts = 24, int days = 540)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        var times = TimeAxis.FromDate(new DateTime(2023, 1, 2), Frequency.Daily);
        return new SeriesCollection(Enumerable.Range(0, parts).Select(part => new Series(
            string.Create(CultureInfo.InvariantCulture, $"part-{part + 1:00}"), Values(part, parts, days), times)));
    }

    private static double[] Values(int part, int parts, int days)
    {
        var random = new StreamRandom(new RandomSource(Seed).Stream("spare parts", (ulong)part));
        var mean = Slowest * Math.Pow(Fastest / Slowest, parts == 1 ? 0.5 : part / (parts - 1.0));
        var (swing, peak) = (0.6 * random.NextDouble(), random.NextDouble());
        var values = new double[days];
        for (var day = 0; day < days; day++)
        {
            var rate = mean * Weekdays[day % 7] * (1 + (swing * Math.Sin(2 * Math.PI * ((day / 365.25) - peak))));
            values[day] = Poisson.Sample(random, Math.Max(1e-12, Gamma.Sample(random, 1 / Dispersion, 1 / (Dispersion * rate))));
        }
        return values;
    }
}
