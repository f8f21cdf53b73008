using Recurrent.Tensors.Random;
using Recurrent.TimeSeries.Forecasting;
using Recurrent.TimeSeries.Forecasting.Paths;
using Recurrent.TimeSeries.Forecasting.Paths.Likelihoods;

namespace Recurrent.TimeSeries.Tests.Forecasting.Paths;

/// <summary>Draws have the mean and the variance that the formulas of their distributions give.</summary>
public sealed class DrawTests
{
    private const int Count = 40_000;

    /// <summary>softplus(Zero) = ln 2.</summary>
    private const double Ln2 = 0.6931471805599453;

    public static TheoryData<ForecastHead, float[], double, double, double> Moments => new()
    {
        // σ = ln 2 + 0.001 around 1.5.
        { ForecastHead.Normal, [1.5f, 0], 1, 1.5, Math.Pow(Ln2 + 1e-3, 2) },
        // ν = 2.01 + softplus(10): the variance is σ² ν/(ν − 2).
        { ForecastHead.StudentT, [-1, 0, 10], 1, -1, Math.Pow(Ln2 + 1e-3, 2) * 12.01004540 / 10.01004540 },
        { ForecastHead.Poisson, [0], 5, 5 * (Ln2 + 1e-4), 5 * (Ln2 + 1e-4) },
        // Above what multiplying uniform numbers until e^(−μ) could reach.
        { ForecastHead.Poisson, [0], 5000, 5000 * (Ln2 + 1e-4), 5000 * (Ln2 + 1e-4) },
        { ForecastHead.Poisson, [0], 5e7, 5e7 * (Ln2 + 1e-4), 5e7 * (Ln2 + 1e-4) },
        // μ + αμ² with α = ln 2.
        { ForecastHead.NegativeBinomial, [0, 0], 3, 3 * (Ln2 + 1e-4), (3 * (Ln2 + 1e-4)) + ((Ln2 + 1e-5) * Math.Pow(3 * (Ln2 + 1e-4), 2)) },
        { ForecastHead.NegativeBinomial, [0, 0], 3000, 3000 * (Ln2 + 1e-4), (3000 * (Ln2 + 1e-4)) + ((Ln2 + 1e-5) * Math.Pow(3000 * (Ln2 + 1e-4), 2)) },
        // μ²/k with k = ln 2.
        { ForecastHead.Gamma, [0, 0], 4, 4 * (Ln2 + 1e-4), Math.Pow(4 * (Ln2 + 1e-4), 2) / (Ln2 + 1e-2) },
    };

    [Theory]
    [MemberData(nameof(Moments))]
    public void Draws_have_the_moments_of_their_distribution(ForecastHead head, float[] outputs, double unit, double mean, double variance)
    {
        var random = new StreamRandom(new RandomSource(3).Stream("moments"));
        var likelihood = Likelihood.Of(head);
        var draws = new double[Count];
        for (var index = 0; index < Count; index++) draws[index] = likelihood.Draw(outputs, unit, random);

        var found = draws.Average();
        var deviation = Math.Sqrt(variance);
        Assert.Equal(mean, found, 5 * deviation / Math.Sqrt(Count));
        Assert.InRange(draws.Average(draw => (draw - found) * (draw - found)) / variance, 0.9, 1.1);
        if (head.IsCount()) Assert.All(draws, draw => Assert.True(draw >= 0 && draw == Math.Floor(draw)));
        if (head == ForecastHead.Gamma) Assert.All(draws, draw => Assert.True(draw > 0));
    }

    [Fact]
    public void Random_numbers_fill_the_unit_interval_evenly_and_repeat_with_the_stream()
    {
        var random = new StreamRandom(new RandomSource(5).Stream("uniform"));
        double[] numbers = [.. Enumerable.Range(0, 20_000).Select(_ => random.NextDouble())];

        Assert.All(numbers, number => Assert.InRange(number, 0, 1 - 1e-15));
        Assert.All(numbers.GroupBy(number => (int)(number * 20)), bin => Assert.InRange(bin.Count(), 850, 1150));
        // More bits than one number of 24: otherwise tails would end at one in 16 million.
        Assert.Contains(numbers, number => number * (1 << 24) != Math.Floor(number * (1 << 24)));
        var again = new StreamRandom(new RandomSource(5).Stream("uniform"));
        Assert.Equal(numbers[..100], Enumerable.Range(0, 100).Select(_ => again.NextDouble()));
        Assert.All(Enumerable.Range(0, 100), _ => Assert.InRange(again.Next(3, 7), 3, 6));
    }

    [Fact]
    public void Quantiles_of_counts_are_counts_and_of_other_values_lie_between()
    {
        double[][] paths = [[3], [0], [1], [0]];
        var ranks = StepSample.Ranks(paths, 0);

        Assert.Equal([1, 3, 2, 0], ranks);
        Assert.Equal([-0.25, 0.25, 1, 3], StepSample.Sorted(paths, 0, ranks, isCount: true));
        double[] sorted = StepSample.Sorted(paths, 0, ranks, isCount: false);
        Assert.Equal(0, StepSample.AtLeast(sorted, 0.5));
        Assert.Equal(1, StepSample.AtLeast(sorted, 0.51));
        Assert.Equal(3, StepSample.AtLeast(sorted, 0.99));
        Assert.Equal(0.5, StepSample.Between(sorted, 0.5));
    }

    [Fact]
    public void Calibration_widens_paths_as_it_widens_quantiles_and_keeps_their_order()
    {
        double[] levels = [0.1, 0.5, 0.9];
        double[][] paths = [.. Enumerable.Range(0, 1001).Select(index => new[] { (index - 500) / 100.0 })];
        var calibration = new IntervalCalibration(1, [[2, 1, 2]]);

        PathCalibration.Apply(paths, calibration, levels, isCount: false);

        double[] values = [.. paths.Select(path => path[0])];
        Assert.Equal(values.Order(), values);
        double[] expected = [-4, 0, 4];
        calibration.Apply(0, 1, expected);
        Assert.Equal(expected[0], StepSample.Between(values, 0.1), 0.05);
        Assert.Equal(expected[2], StepSample.Between(values, 0.9), 0.05);
        Assert.Equal(0, values[500]);
    }

    [Fact]
    public void Calibration_leaves_counts_as_they_are_when_it_changes_nothing()
    {
        double[][] paths = [[0, 7], [0, 1], [4, 2], [1, 2], [0, 0]];
        double[][] before = [.. paths.Select(path => path.ToArray())];

        PathCalibration.Apply(paths, new IntervalCalibration(2, [[1, 1, 1]]), [0.1, 0.5, 0.9], isCount: true);

        Assert.Equal(before, paths);
    }
}
