using Recurrent.TimeSeries.Embedded;
using Recurrent.TimeSeries.Forecasting;
using Recurrent.TimeSeries.Forecasting.Paths;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Tests.Forecasting.Paths;

public sealed class HeadTests
{
    private static readonly ForecasterOptions Short = Synthetic.Short with { Paths = 100 };

    private static readonly Dictionary<ForecastHead, Lazy<ForecastTraining>> Trained =
        Enum.GetValues<ForecastHead>().ToDictionary(head => head, head => new Lazy<ForecastTraining>(() => Synthetic.Train(Data(head), Short with { Head = head })));

    public static TheoryData<ForecastHead> Heads => [.. Enum.GetValues<ForecastHead>()];

    public static TheoryData<ForecastHead> Sampled => [.. Enum.GetValues<ForecastHead>().Where(head => head.IsSampled())];

    [Theory]
    [MemberData(nameof(Heads))]
    public void Model_of_every_head_is_loaded_as_it_was_trained(ForecastHead head)
    {
        using var folder = new TemporaryFolder();
        var training = Trained[head].Value;
        training.Model.Save(folder.Path);

        var loaded = Forecaster.Load(folder.Path);

        Assert.Equal(head, loaded.Head);
        Assert.Equal(training.Test.Model, loaded.Evaluate(loaded.History).Model);
        Assert.Equal(training.Model.Predict(12)[1].Point, loaded.Predict(12)[1].Point);
        Assert.Equal(training.Model.Predict()[1].Mean, loaded.Predict()[1].Mean);
    }

    [Theory]
    [MemberData(nameof(Sampled))]
    public void Paths_are_the_same_on_any_number_of_threads_and_others_with_another_seed(ForecastHead head)
    {
        using var folder = new TemporaryFolder();
        Trained[head].Value.Model.Save(folder.Path);
        var options = new PathOptions { Count = 7, Seed = 5, Horizon = 20 };

        var one = Forecaster.Load(folder.Path, threads: 1).SamplePaths(options);
        var three = Forecaster.Load(folder.Path, threads: 3).SamplePaths(options);
        var other = Forecaster.Load(folder.Path, threads: 1).SamplePaths(options with { Seed = 6 });

        Assert.Equal(Csv(one), Csv(three));
        Assert.NotEqual(Csv(one), Csv(other));
        Assert.Equal(20, one[1].Horizon);
        Assert.Equal(7, one[1].Count);
    }

    [Theory]
    [MemberData(nameof(Sampled))]
    public void First_paths_do_not_depend_on_their_number_nor_on_other_series(ForecastHead head)
    {
        // Calibration looks at all paths of a step together, so paths as drawn are compared.
        var model = Synthetic.Train(Data(head), Short with { Head = head, Calibrate = false, Epochs = 1 }).Model;
        var few = model.SamplePaths(new PathOptions { Count = 3 })[1];
        var many = model.SamplePaths(new PathOptions { Count = 150 })[1];
        var alone = model.SamplePaths(new SeriesCollection([model.History[1]]), new PathOptions { Count = 3 })[0];

        for (var path = 0; path < 3; path++)
        {
            Assert.Equal(few.Path(path), many.Path(path));
            Assert.Equal(few.Path(path), alone.Path(path));
        }
    }

    [Theory]
    [MemberData(nameof(Sampled))]
    public void Quantiles_and_mean_of_a_forecast_are_those_of_its_paths(ForecastHead head)
    {
        var model = Trained[head].Value.Model;
        var forecast = model.Predict()[0];
        var paths = model.SamplePaths(new PathOptions { Count = Short.Paths })[0];

        for (var step = 0; step < forecast.Horizon; step++)
        {
            double[] values = [.. Enumerable.Range(0, paths.Count).Select(path => paths.Path(path)[step]).Order()];
            Assert.Equal(head.IsCount() ? StepSample.AtLeast(values, 0.9) : StepSample.Between(values, 0.9), forecast.Quantile(0.9)[step], 1e-9);
            Assert.Equal(values.Average(), forecast.Mean![step], 1e-9);
        }
    }

    [Theory]
    [MemberData(nameof(Sampled))]
    public void Longer_horizons_go_on_from_the_same_paths_and_stay_near_the_series(ForecastHead head)
    {
        var model = Synthetic.Train(Data(head), Short with { Head = head, Calibrate = false }).Model;
        var near = model.SamplePaths(new PathOptions { Count = 50 })[0];
        var far = model.SamplePaths(new PathOptions { Count = 50, Horizon = 5 * Synthetic.Horizon })[0];

        for (var path = 0; path < 50; path++) Assert.Equal(near.Path(path), far.Path(path).Take(Synthetic.Horizon));
        var last = far.Measure(path => path[^1]);
        Assert.InRange(last[25], head.IsPositive() ? 0 : -20, 60);
        Assert.All(last, value => Assert.True(double.IsFinite(value)));
    }

    [Theory]
    [MemberData(nameof(Heads))]
    public void Forecast_at_an_origin_does_not_see_values_behind_it(ForecastHead head)
    {
        var model = Trained[head].Value.Model;
        var changed = Synthetic.Change(model.History, series => [.. series.Values[..^Synthetic.Horizon], .. Enumerable.Repeat(1.0, Synthetic.Horizon)]);

        Assert.Equal(model.Backtest(model.History, 2).Forecasts[0].Point, model.Backtest(changed, 2).Forecasts[0].Point);
    }

    [Theory]
    [InlineData(ForecastHead.NegativeBinomial)]
    [InlineData(ForecastHead.Normal)]
    public void Training_does_not_see_the_held_out_end(ForecastHead head)
    {
        var data = Data(head);
        var changed = Synthetic.Change(data, series => [.. series.Values[..^Synthetic.Horizon], .. Enumerable.Repeat(500.0, Synthetic.Horizon)]);

        var one = Synthetic.Train(data, Short with { Head = head, Epochs = 2 });
        var two = Synthetic.Train(changed, Short with { Head = head, Epochs = 2 });

        Assert.Equal(Synthetic.Weights(one.Model), Synthetic.Weights(two.Model));
        Assert.Equal(one.Test.Forecasts[0].Point, two.Test.Forecasts[0].Point);
    }

    [Theory]
    [MemberData(nameof(Heads))]
    public void Training_of_every_head_is_the_same_on_two_threads(ForecastHead head)
    {
        var two = Synthetic.Train(Data(head), Short with { Head = head, Threads = 2 });

        Assert.Equal(Synthetic.Weights(Trained[head].Value.Model), Synthetic.Weights(two.Model));
        Assert.Equal(Trained[head].Value.Test.Model, two.Test.Model);
    }

    [Theory]
    [InlineData(ForecastHead.Normal)]
    [InlineData(ForecastHead.StudentT)]
    public void Heads_of_any_values_beat_the_seasonal_naive_on_noisy_seasonal_series(ForecastHead head)
    {
        var options = Short with { Head = head, Epochs = 12, StepsPerEpoch = 20, Hidden = 16, LearningRate = 0.01 };
        var whole = Synthetic.Seasonal(count: 6, length: 400);
        var known = Synthetic.Change(whole, series => series.Values[..120].ToArray());

        // Origins behind everything the model has seen: hundreds of values, where one held-out end is a few dozen.
        var scores = Synthetic.Train(known, options).Model.Backtest(whole, origins: 30);

        Assert.True(scores.Model.Mase < 0.85 * scores.Baseline("seasonal_naive").Mase, $"{scores.Model}");
        Assert.InRange(scores.Model.Coverage80!.Value, 0.7, 0.88);
        Assert.InRange(scores.Model.Coverage90!.Value, 0.82, 0.96);
        // The best possible: MAE 0.798 and CRPS 0.564 in units of the noise.
        Assert.InRange(scores.Model.Crps, 0.56, 0.8);
    }

    [Fact]
    public void Negative_binomial_recovers_the_distribution_that_made_the_data()
    {
        // Counts without season or trend: Poisson with a gamma rate, mean 3, variance 3 + 0.5·9 = 7.5.
        var data = new SeriesCollection(Enumerable.Range(0, 8).Select(index => new Series($"c{index}", Counts(index, 400, mean: 3, dispersion: 0.5))));
        var options = Short with
        {
            Head = ForecastHead.NegativeBinomial,
            SeasonalPeriods = [],
            Epochs = 12,
            StepsPerEpoch = 30,
            Hidden = 8,
            LearningRate = 0.01,
            Calibrate = false,
            Members = 1,
        };

        var paths = Synthetic.Train(data, options).Model.SamplePaths(new PathOptions { Count = 1000 });

        double[] draws = [.. paths.SelectMany(one => one.Measure(path => path[0]))];
        var mean = draws.Average();
        Assert.InRange(mean, 2.5, 3.5);
        Assert.InRange(draws.Average(draw => (draw - mean) * (draw - mean)), 5.5, 10);
        // p(0) = (1 + αμ)^(−1/α) = 2.5⁻².
        Assert.InRange(draws.Count(draw => draw == 0) / (double)draws.Length, 0.11, 0.22);
    }

    [Fact]
    public void A_head_of_counts_describes_intermittent_demand_better_than_one_of_any_values()
    {
        var whole = DemoDemand.SpareParts(parts: 6, days: 420);
        var known = Synthetic.Change(whole, series => series.Values[..300].ToArray());
        var options = Short with { Epochs = 8, StepsPerEpoch = 20, Hidden = 12, LearningRate = 0.005 };

        var counts = Synthetic.Train(known, options with { Head = ForecastHead.NegativeBinomial }).Model.Backtest(whole, origins: 14);
        var normal = Synthetic.Train(known, options with { Head = ForecastHead.Normal }).Model.Backtest(whole, origins: 14);

        Assert.True(counts.Model.Crps < 0.97 * normal.Model.Crps, $"{counts.Model} {normal.Model}");
        Assert.True(counts.Model.Crps < 0.6 * counts.Baseline("seasonal_naive").Crps, $"{counts.Model}");
        Assert.InRange(counts.Model.Coverage80!.Value, 0.78, 1);
    }

    [Fact]
    public void Paths_hold_together_over_the_steps_where_quantiles_do_not()
    {
        // A random walk: the sum over 8 steps varies far more than 8 independent steps of the same spread would.
        var data = new SeriesCollection(Enumerable.Range(0, 4).Select(index =>
        {
            var steps = Synthetic.Values(200, $"walk {index}", (_, random) => random);
            for (var t = 1; t < steps.Length; t++) steps[t] += steps[t - 1];
            return new Series($"w{index}", steps);
        }));
        var model = Synthetic.Train(data, Short with { Head = ForecastHead.Normal, SeasonalPeriods = [], Calibrate = false }).Model;

        var paths = model.SamplePaths(new PathOptions { Count = 1000 })[0];

        var sum = Variance(paths.Measure(path => path.Sum()));
        var steps = Enumerable.Range(0, paths.Horizon).Sum(step => Variance(paths.Measure(path => path[step])));
        Assert.True(sum > 3 * steps, $"{sum} against {steps}");
        // Var Σ S_t of a walk with unit steps is Σ k² = 204 for 8 steps, and Σ Var S_t is 36.
        Assert.InRange(sum / steps, 4, 7.5);
    }

    [Fact]
    public void Point_head_forecasts_the_mean_and_knows_no_intervals()
    {
        // 0 nine times of ten, otherwise 10: the median is 0, the mean 1.
        var data = new SeriesCollection(Enumerable.Range(0, 4).Select(index => new Series(
            $"p{index}", Synthetic.Values(400, $"rare {index}", (_, random) => random > 1.2816 ? 10 : 0))));
        var options = Short with { SeasonalPeriods = [], Context = 60, Epochs = 8, StepsPerEpoch = 30 };

        var forecast = Synthetic.Train(data, options with { Head = ForecastHead.Point }).Model.Predict()[0];

        Assert.Equal([0.5], forecast.Quantiles);
        Assert.Equal(forecast.Point, forecast.Mean);
        Assert.InRange(forecast.Point.Average(), 0.4, 2.2);
        Assert.InRange(Synthetic.Train(data, options).Model.Predict()[0].Point.Average(), -0.3, 0.3);
        Assert.Contains("no intervals", Assert.Throws<ArgumentOutOfRangeException>(() => forecast.Interval(80)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ForecastHead.NegativeBinomial, -1, "whole numbers from 0 on")]
    [InlineData(ForecastHead.Poisson, 2.5, "whole numbers from 0 on")]
    [InlineData(ForecastHead.Gamma, 0, "values above 0")]
    public void Values_that_a_head_cannot_give_are_refused_with_series_row_and_fix(ForecastHead head, double value, string expected)
    {
        var good = Data(head);
        var bad = Synthetic.Change(good, series => [.. series.Values[..^20], value, .. series.Values[^19..]]);

        var training = Assert.Throws<DataFormatException>(() => Synthetic.Train(bad, Short with { Head = head }));
        var prediction = Assert.Throws<DataFormatException>(() => Trained[head].Value.Model.Predict(bad));

        foreach (var message in (string[])[training.Message, prediction.Message])
        {
            foreach (var part in (string[])["'s0'", $"row {good[0].Length - 19}", expected, head.Name(), "Correct it"])
                Assert.Contains(part, message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Options_that_contradict_a_head_are_refused_by_name()
    {
        var options = Short with { Head = ForecastHead.Poisson };
        var data = Data(ForecastHead.Poisson);

        Assert.Contains("dilated", Assert.Throws<ArgumentException>(() => Synthetic.Train(data, options with { Body = ForecastBody.Dilated })).Message, StringComparison.Ordinal);
        Assert.Contains("theta", Assert.Throws<ArgumentException>(() => Synthetic.Train(data, options with { Base = ForecastBase.Theta })).Message, StringComparison.Ordinal);
        Assert.Contains("log", Assert.Throws<ArgumentException>(() => Synthetic.Train(data, options with { Transform = DataTransformKind.Log })).Message, StringComparison.Ordinal);
        Assert.Contains("draws no paths", Assert.Throws<NotSupportedException>(() => Trained[ForecastHead.Point].Value.Model.SamplePaths()).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new PathOptions { Count = 0 });
    }

    [Fact]
    public void Past_covariates_are_refused_and_known_future_ones_are_used_by_heads_that_draw()
    {
        var data = new SeriesCollection(Enumerable.Range(0, 3).Select(index =>
        {
            double[] promotion = [.. Enumerable.Range(0, 200).Select(t => (t + index) % 5 == 0 ? 1.0 : 0)];
            var values = Synthetic.Values(200, $"promoted {index}", (t, random) => 10 + (8 * promotion[t]) + (0.5 * random));
            return new Series($"s{index}", values) { Covariates = [new Covariate("promotion", CovariateKind.Future, promotion)] };
        }));
        var options = Short with { Head = ForecastHead.Normal, SeasonalPeriods = [], Epochs = 10, StepsPerEpoch = 30, LearningRate = 0.01 };
        var model = Synthetic.Train(data, options).Model;
        IReadOnlyList<Covariate> ahead = [new Covariate("promotion", CovariateKind.Future, [0, 0, 1, 0, 0, 0, 0, 1])];

        var forecast = model.Predict(future: data.ToDictionary(one => one.Id, _ => ahead))[0];

        Assert.InRange(forecast.Point[2], 16, 20);
        Assert.InRange(forecast.Point[3], 8, 12);
        var past = new SeriesCollection(data.Select(one => new Series(one.Id, one.Values) { Covariates = [one.Covariates[0] with { Kind = CovariateKind.Past }] }));
        Assert.Contains("'promotion'", Assert.Throws<ArgumentException>(() => Synthetic.Train(past, options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Generated_demand_is_made_of_counts_with_many_zeros_and_is_the_same_every_time()
    {
        var data = DemoDemand.SpareParts();

        HeadRules.CheckValues(ForecastHead.NegativeBinomial, data);
        Assert.Equal(24, data.Count);
        Assert.InRange(data[0].Values.ToArray().Count(value => value == 0) / (double)data[0].Length, 0.8, 0.95);
        Assert.InRange(data[^1].Values.ToArray().Average(), 4, 8);
        Assert.Equal(data[5].Values.ToArray(), DemoDemand.SpareParts()[5].Values.ToArray());
    }

    private static SeriesCollection Data(ForecastHead head) => head.IsCount()
        ? Synthetic.Change(Synthetic.Seasonal(), series => [.. series.Values.ToArray().Select(value => Math.Max(0, Math.Round(value - 18)))])
        : Synthetic.Seasonal();

    private static double[] Counts(int index, int length, double mean, double dispersion)
    {
        var random = new StreamRandom(new Tensors.Random.RandomSource(9).Stream("counts", (ulong)index));
        return
        [
            .. Enumerable.Range(0, length).Select(_ => (double)MathNet.Numerics.Distributions.Poisson.Sample(
                random, MathNet.Numerics.Distributions.Gamma.Sample(random, 1 / dispersion, 1 / (dispersion * mean)))),
        ];
    }

    private static double Variance(double[] values) => values.Average(value => value * value) - (values.Average() * values.Average());

    private static string Csv(PathSet paths)
    {
        var text = new StringWriter();
        paths.WriteCsv(text);
        return text.ToString();
    }
}
