using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.TimeSeries.Tests.Forecasting;

public sealed class SegmentBodyTests
{
    private static readonly ForecasterOptions Segments = Synthetic.Short with { Body = ForecastBody.Segments };

    [Fact]
    public void Segments_beat_the_seasonal_naive_on_noisy_seasonal_series()
    {
        var options = Segments with { Epochs = 12, StepsPerEpoch = 20, Hidden = 16, LearningRate = 0.01 };

        var training = Synthetic.Train(Synthetic.Seasonal(count: 6), options);

        Assert.Contains(training.Settings, setting => setting is { Name: "segment", Value: "4" });
        Assert.True(training.Test.Model.Mase < 0.85 * training.Test.Baseline("seasonal_naive").Mase, $"{training.Test.Model}");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(11)]
    public void Segments_that_divide_neither_context_nor_horizon_forecast_every_step_also_beyond_the_trained_horizon(int length)
    {
        var training = Synthetic.Train(Synthetic.Seasonal(), Segments with { SegmentLength = length, Context = 31 });

        var forecast = training.Model.Predict(21)[0];

        Assert.Equal(21, forecast.Horizon);
        Assert.All(forecast.Point, value => Assert.InRange(value, 5, 40));
        int whole = Synthetic.Horizon / length * length;
        Assert.Equal(training.Model.Predict(Synthetic.Horizon)[0].Point.Take(whole), forecast.Point.Take(whole));
    }

    [Fact]
    public void Loaded_model_of_segments_forecasts_as_the_trained_one_on_any_number_of_threads()
    {
        using var folder = new TemporaryFolder();
        var one = Synthetic.Train(Synthetic.Seasonal(), Segments);
        var two = Synthetic.Train(Synthetic.Seasonal(), Segments with { Threads = 2 });
        one.Model.Save(folder.Path);

        Assert.Equal(Synthetic.Weights(one.Model), Synthetic.Weights(two.Model));
        Assert.Equal(one.Model.Predict()[1].Quantile(0.95), Forecaster.Load(folder.Path).Predict()[1].Quantile(0.95));
    }

    [Fact]
    public void Histories_shorter_than_the_context_are_read_from_their_first_segment_on()
    {
        var data = new SeriesCollection([.. Synthetic.Seasonal(count: 2, length: 120), .. Synthetic.Seasonal(count: 3, length: 30).Skip(2)]);

        var training = Synthetic.Train(data, Segments with { Context = 36 });

        Assert.All(training.Model.Predict()[2].Point, value => Assert.InRange(value, 5, 40));
    }
}
