using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.TimeSeries.Baselines;
using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.TimeSeries.Tests.Forecasting;

public sealed class DilatedBodyTests
{
    private static readonly ForecasterOptions Dilated = Synthetic.Short with { Body = ForecastBody.Dilated };

    [Fact]
    public void Dilated_network_beats_the_seasonal_naive_on_noisy_seasonal_series()
    {
        var options = Dilated with { Epochs = 12, StepsPerEpoch = 20, Hidden = 16, LearningRate = 0.01 };

        var training = Synthetic.Train(Synthetic.Seasonal(count: 6), options);

        Assert.True(training.Test.Model.Mase < 0.85 * training.Test.Baseline("seasonal_naive").Mase, $"{training.Test.Model}");
    }

    [Fact]
    public void Dilated_layer_runs_over_every_other_step_as_the_plain_layer_does()
    {
        const int Time = 7;
        var layer = SequenceLayers.BuiltIn.Create("gru", new RecurrentOptions { InputSize = 1, HiddenSize = 3 }, new RandomSource(1));
        float[] values = [1, -1, 2, -2, 3, -3, 4];
        var whole = DilatedMember.Dilate(Tape.ForInference(1), layer, new SequenceBatch(Tensor.FromValues(values, new Shape(Time, 1, 1))), dilation: 2);

        for (var first = 0; first < 2; first++)
        {
            float[] lane = [.. values.Where((_, step) => step % 2 == first)];
            var alone = layer.Run(Tape.ForInference(1), new SequenceBatch(Tensor.FromValues(lane, new Shape(lane.Length, 1, 1)))).Outputs.Values;
            for (var step = 0; step < lane.Length; step++)
            {
                for (var unit = 0; unit < 3; unit++)
                    Assert.Equal(alone.Values[(step * 3) + unit], whole.Values[(((2 * step) + first) * 3) + unit], 1e-6f);
            }
        }
    }

    [Fact]
    public void Theta_base_is_the_theta_forecast_of_the_values_before_the_origin_and_of_no_other()
    {
        var series = Synthetic.Seasonal(count: 1, length: 100)[0];
        var options = Dilated with { Base = ForecastBase.Theta, Transform = DataTransformKind.None, SeasonalPeriods = [12], Epochs = 1 };
        var preprocessing = Synthetic.Train(new SeriesCollection([series]), options).Model.State.Preprocessing;
        var forecast = new double[Synthetic.Horizon];

        new PreparedSeries(series, preprocessing, new FeatureLayout(preprocessing), 0, null).BaseForecast(70, forecast);

        Assert.Equal(new Theta(12).Forecast(series.Values[..70], Synthetic.Horizon), forecast);
    }

    [Fact]
    public void Loaded_dilated_model_over_theta_forecasts_as_the_trained_one_also_beyond_the_trained_horizon()
    {
        using var folder = new TemporaryFolder();
        var model = Synthetic.Train(Synthetic.Seasonal(), Dilated with { Base = ForecastBase.Theta }).Model;
        model.Save(folder.Path);

        var forecast = Forecaster.Load(folder.Path).Predict(21)[1];

        Assert.Equal(model.Predict(21)[1].Quantile(0.95), forecast.Quantile(0.95));
        Assert.All(forecast.Point, value => Assert.InRange(value, 5, 40));
    }

    [Fact]
    public void Forecast_of_a_short_history_does_not_depend_on_longer_ones_beside_it()
    {
        var model = Synthetic.Train(Synthetic.Seasonal(), Dilated with { Context = 36 }).Model;
        var shortest = Synthetic.Seasonal(count: 1, length: 13)[0];
        var longer = Synthetic.Seasonal(count: 2)[1];

        var alone = model.Predict(new SeriesCollection([shortest]))[0].Point;
        var together = model.Predict(new SeriesCollection([longer, shortest]))[1].Point;

        for (var step = 0; step < alone.Count; step++) Assert.Equal(alone[step], together[step], 1e-4);
    }

    [Fact]
    public void More_blocks_than_dilations_make_sense_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Synthetic.Train(Synthetic.Seasonal(), Dilated with { Layers = 6 }));

        Assert.Contains("1 to 5", error.Message, StringComparison.Ordinal);
    }
}
