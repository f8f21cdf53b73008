using Recurrent.TimeSeries.Embedded;
using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.TimeSeries.Tests.Forecasting;

public sealed class SmoothingBaseTests
{
    private static readonly ForecasterOptions Quick = Synthetic.Short with { Epochs = 1, StepsPerEpoch = 1 };

    [Fact]
    public void Growing_series_of_a_few_seasons_takes_exponential_smoothing_without_being_asked()
    {
        var chosen = Train(DemoSeries.AirPassengers.Values[..121], Quick with { Horizon = 12 });

        Assert.Equal(ForecastBase.Smoothing, chosen.Model.State.Preprocessing.Base);
        Assert.Contains(chosen.Settings, setting => setting is { Name: "base forecast", Value: "exponential smoothing" });
    }

    [Fact]
    public void Long_series_and_series_without_a_season_keep_the_naive_base()
    {
        var longSeries = Synthetic.Values(400, "long", static (t, noise) => (10 * Math.Sin(2 * Math.PI * t / 12)) + (0.1 * t) + noise);
        var yearly = new Series("", Synthetic.Values(60, "yearly", static (t, noise) => t + noise), TimeAxis.FromDate(new DateTime(1950, 1, 1), Frequency.Yearly, "yyyy"));

        Assert.Equal(ForecastBase.Naive, Train(longSeries, Quick).Model.State.Preprocessing.Base);
        Assert.Equal(ForecastBase.Naive, Synthetic.Train(new SeriesCollection([yearly]), Quick).Model.State.Preprocessing.Base);
    }

    [Fact]
    public void Held_out_end_does_not_change_what_is_chosen()
    {
        double[] values = [.. DemoSeries.AirPassengers.Values[..121]], other = [.. values];
        for (var t = 121 - 12; t < 121; t++) other[t] = 1000 - values[t];

        var (first, second) = (Train(values, Quick with { Horizon = 12 }), Train(other, Quick with { Horizon = 12 }));

        Assert.Equal(first.Settings, second.Settings);
        Assert.Equal(first.Test.Forecasts[0].Point, second.Test.Forecasts[0].Point);
    }

    [Fact]
    public void Values_behind_an_origin_do_not_change_its_forecast()
    {
        var values = Synthetic.Values(90, "leak", static (t, noise) => (4 * Math.Sin(2 * Math.PI * t / 12)) + (0.2 * t) + noise);
        for (var origin = 1; origin < 90; origin += 7)
        {
            double[] changed = [.. values];
            for (var t = origin; t < changed.Length; t++) changed[t] += 100;

            Assert.Equal(new SmoothingBase(values, 12).At(origin, 5), new SmoothingBase(changed, 12).At(origin, 5));
        }
    }

    [Fact]
    public void Forecasts_do_not_depend_on_the_order_in_which_origins_are_asked()
    {
        var values = Synthetic.Values(90, "order", static (t, noise) => (4 * Math.Sin(2 * Math.PI * t / 12)) + (0.2 * t) + noise);
        var (forward, backward) = (new SmoothingBase(values, 12), new SmoothingBase(values, 12));
        int[] origins = [.. Enumerable.Range(20, 60)];
        var (first, second) = (new Dictionary<int, double[]>(), new Dictionary<int, double[]>());
        foreach (var origin in origins) first[origin] = forward.At(origin, 6);
        foreach (var origin in origins.Reverse()) second[origin] = backward.At(origin, 6);

        Assert.All(origins, origin => Assert.Equal(first[origin], second[origin]));
    }

    [Fact]
    public void Loaded_model_over_smoothing_forecasts_as_the_trained_one()
    {
        using var folder = new TemporaryFolder();
        var model = Synthetic.Train(Synthetic.Seasonal(), Quick with { Base = ForecastBase.Smoothing }).Model;
        model.Save(folder.Path);

        Assert.Equal(model.Predict(21)[1].Point, Forecaster.Load(folder.Path).Predict(21)[1].Point);
    }

    [Fact]
    public void Forecast_from_two_values_is_finite()
    {
        var model = Synthetic.Train(Synthetic.Seasonal(), Quick with { Base = ForecastBase.Smoothing }).Model;
        var start = new Series("new", [20, 24], TimeAxis.FromDate(new DateTime(2020, 1, 1), Frequency.Monthly, "yyyy-MM"));

        Assert.All(model.Predict(new SeriesCollection([start]))[0].Point, value => Assert.InRange(value, 0, 80));
    }

    private static ForecastTraining Train(ReadOnlySpan<double> values, ForecasterOptions options) => Synthetic.Train(
        new SeriesCollection([new Series("", values, TimeAxis.FromDate(new DateTime(1949, 1, 1), Frequency.Monthly, "yyyy-MM"))]), options);
}
