using Recurrent.TimeSeries.Embedded;
using Recurrent.TimeSeries.Forecasting;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Tests.Forecasting;

public sealed class ForecasterTrainingTests
{
    [Fact]
    public void Model_beats_the_seasonal_naive_on_noisy_seasonal_series()
    {
        var options = Synthetic.Short with { Epochs = 12, StepsPerEpoch = 20, Hidden = 16, LearningRate = 0.01 };

        var training = Synthetic.Train(Synthetic.Seasonal(count: 6), options);

        Assert.Equal([12], training.Model.SeasonalPeriods);
        Assert.True(training.Test.Model.Mase < 0.85 * training.Test.Baseline("seasonal_naive").Mase, $"{training.Test.Model}");
    }

    [Fact]
    public void Air_passengers_are_forecast_far_better_than_by_the_seasonal_naive_when_nothing_but_the_horizon_is_set()
    {
        var training = Synthetic.Train(new SeriesCollection([DemoSeries.AirPassengers]), new ForecasterOptions { Horizon = 12 });

        Assert.True(training.Test.Model.Mase < 0.6 * training.Test.Baseline("seasonal_naive").Mase, $"{training.Test.Model}");
        Assert.True(training.Test.BeatsBaselines);
        Assert.Contains(training.Settings, setting => setting is { Name: "transform", Value: "log" });
    }

    [Fact]
    public void A_product_that_begins_to_sell_late_does_not_spoil_the_others()
    {
        var data = Synthetic.Change(Synthetic.Seasonal(), series => series.Id == "s0" ? series.Values.ToArray()
            : [.. Enumerable.Range(0, series.Length).Select(t => t < 60 ? 0 : series.Values[t])]);

        var losses = new EpochLosses();
        Forecaster.Train(data, Synthetic.Short, [losses], initial: null, TestContext.Current.CancellationToken);

        // In units of each window's own scale: a handful at most, unless a flat past counts as the smallest of units.
        Assert.Equal(Synthetic.Short.Epochs, losses.Values.Count);
        Assert.All(losses.Values, loss => Assert.InRange(loss, 0, 10));
    }

    [Fact]
    public void Same_seed_gives_the_same_weights_and_another_seed_others()
    {
        var data = Synthetic.Seasonal();

        var first = Synthetic.Train(data, Synthetic.Short);
        var second = Synthetic.Train(data, Synthetic.Short with { Threads = 2 });
        var other = Synthetic.Train(data, Synthetic.Short with { Seed = 2 });

        Assert.Equal(Synthetic.Weights(first.Model), Synthetic.Weights(second.Model));
        Assert.Equal(first.Test.Model, second.Test.Model);
        Assert.NotEqual(Synthetic.Weights(first.Model), Synthetic.Weights(other.Model));
    }

    [Fact]
    public void Held_out_values_change_neither_weights_nor_settings_nor_calibration()
    {
        var data = Synthetic.Seasonal();
        var changed = Synthetic.Change(data, series =>
            [.. series.Values[..^Synthetic.Horizon], .. Enumerable.Range(0, Synthetic.Horizon).Select(step => -1000.0 * step)]);

        var first = Synthetic.Train(data, Synthetic.Short);
        var second = Synthetic.Train(changed, Synthetic.Short);

        Assert.Equal(Synthetic.Weights(first.Model), Synthetic.Weights(second.Model));
        Assert.Equal(first.Settings, second.Settings);
        Assert.Equal(first.Test.Forecasts[0].Quantile(0.9), second.Test.Forecasts[0].Quantile(0.9));
        Assert.Equal(first.Validation.Model, second.Validation.Model);
        Assert.NotEqual(first.Test.Model.Mae, second.Test.Model.Mae);
    }

    [Fact]
    public void Run_that_was_interrupted_and_resumed_equals_one_that_was_not()
    {
        using var folder = new TemporaryFolder();
        var data = Synthetic.Seasonal();
        var options = Synthetic.Short with { CheckpointFolder = folder.Path, Resume = true };
        using var interrupt = new Interrupt(atStep: 17);

        Assert.Throws<OperationCanceledException>(() => Synthetic.Train(data, options, interrupt));
        var resumed = Synthetic.Train(data, options);
        var whole = Synthetic.Train(data, Synthetic.Short);

        Assert.Equal(Synthetic.Weights(whole.Model), Synthetic.Weights(resumed.Model));
        Assert.Equal(whole.Test.Model, resumed.Test.Model);
    }

    [Fact]
    public void Too_short_series_are_refused_by_name_with_the_length_they_need()
    {
        var data = new SeriesCollection([.. Synthetic.Seasonal(), new Series("stub", [1, 2, 3, 4, 5, 6, 7, 8, 9], TimeAxis.FromDate(new DateTime(2010, 1, 1), Frequency.Monthly))]);
        var lone = new SeriesCollection([new Series("brief", Enumerable.Range(0, 17).Select(t => (double)t).ToArray())]);

        var stub = Assert.Throws<DataFormatException>(() => Synthetic.Train(data, Synthetic.Short));
        var brief = Assert.Throws<DataFormatException>(() => Synthetic.Train(lone, Synthetic.Short));

        Assert.Contains("'stub' has 9 values", stub.Message, StringComparison.Ordinal);
        Assert.Contains("at least 10", stub.Message, StringComparison.Ordinal);
        Assert.Contains("'brief', has 17 values", brief.Message, StringComparison.Ordinal);
        Assert.Contains("at least 18", brief.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gru")]
    [InlineData("rnn")]
    public void Other_cells_train_by_name(string cell)
    {
        var training = Synthetic.Train(Synthetic.Seasonal(), Synthetic.Short with { Cell = cell, Layers = 2 });

        Assert.True(double.IsFinite(training.Test.Model.Mase));
        Assert.Contains(training.Settings, setting => setting is { Name: "cell" } && setting.Value == cell);
    }

    [Fact]
    public void Unknown_cell_is_refused_with_the_names_there_are()
    {
        var error = Assert.Throws<ArgumentException>(() => Synthetic.Train(Synthetic.Seasonal(), Synthetic.Short with { Cell = "lstn" }));

        Assert.Contains("lstm", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_out_of_range_are_refused_where_they_are_set()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Synthetic.Short with { Horizon = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => Synthetic.Short with { Dropout = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => Synthetic.Short with { LearningRate = double.NaN });
        Assert.Throws<ArgumentException>(() => Synthetic.Short with { Quantiles = [0.1, 0.9] });
        Assert.Throws<ArgumentException>(() => Synthetic.Short with { Quantiles = [0.5, 0.1] });
    }

    [Fact]
    public void Constant_and_very_short_series_beside_long_ones_give_finite_forecasts()
    {
        var times = TimeAxis.FromDate(new DateTime(2010, 1, 1), Frequency.Monthly);
        var data = new SeriesCollection([.. Synthetic.Seasonal(), new Series("flat", new double[60], times), new Series("tiny", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], times)]);

        var model = Synthetic.Train(data, Synthetic.Short).Model;

        Assert.All(model.Predict(), one => Assert.All(one.Quantile(0.9), value => Assert.True(double.IsFinite(value))));
        Assert.All(model.Predict()["flat"].Point, value => Assert.Equal(0, value, 1e-3));
    }

    [Fact]
    public void Warm_start_continues_the_earlier_network_and_refuses_another_horizon()
    {
        var data = Synthetic.Seasonal();
        var earlier = Synthetic.Train(data, Synthetic.Short).Model;
        var still = Synthetic.Short with { Epochs = 1, StepsPerEpoch = 1, LearningRate = 1e-12, WeightDecay = 0, Hidden = 32, Seed = 9 };

        var later = Synthetic.Train(data, still, initial: earlier).Model;

        Assert.Equal(earlier.ParameterCount, later.ParameterCount);
        Assert.All(Synthetic.Weights(earlier).Zip(Synthetic.Weights(later)), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        Assert.Throws<ArgumentException>(() => Synthetic.Train(data, still with { Horizon = 5 }, initial: earlier));
    }
}
