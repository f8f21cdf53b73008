using Microsoft.ML;
using Microsoft.ML.Data;
using Recurrent.MLNet.Host;
using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Forecasting;
using Recurrent.Training.Data;

namespace Recurrent.MLNet.Tests;

public sealed class ForecastTests(Models models) : IClassFixture<Models>
{
    private MLContext Context => models.Context;

    [Fact]
    public void The_last_row_of_a_series_has_the_forecast_that_continues_the_training_data()
    {
        var forecasts = Column(models.Forecast.Transform(models.Rows("sales")), "Forecast");
        var expected = models.Forecast.Model.Predict();
        Assert.Equal(192, forecasts.Count);
        Assert.Equal(Floats(expected[0].Point), forecasts[95]);
        Assert.Equal(Floats(expected[1].Point), forecasts[191]);
    }

    [Fact]
    public void The_bounds_are_those_of_the_interval()
    {
        var view = models.Forecast.Transform(models.Rows("sales"));
        var interval = models.Forecast.Model.Predict()[1].Interval(90);
        Assert.Equal(Floats(interval.Lower), Column(view, "Lower")[191]);
        Assert.Equal(Floats(interval.Upper), Column(view, "Upper")[191]);
    }

    [Fact]
    public void A_row_looks_at_no_row_behind_it()
    {
        var all = Column(models.Forecast.Transform(models.Rows("sales")), "Forecast");
        var start = Context.Data.LoadFromEnumerable(SampleRows.Sales().Take(60));
        Assert.Equal(all[59], Column(models.Forecast.Transform(start), "Forecast")[59]);
    }

    [Fact]
    public void The_first_value_of_a_series_has_no_forecast()
    {
        var forecasts = Column(models.Forecast.Transform(models.Rows("sales")), "Forecast");
        Assert.All(forecasts[0], static value => Assert.True(float.IsNaN(value)));
        Assert.All(forecasts[96], static value => Assert.True(float.IsNaN(value)));
        Assert.All(forecasts[97], static value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void A_prediction_engine_continues_the_history_in_its_row()
    {
        using var engine = Context.Model.CreatePredictionEngine<HistoryRow, Prediction>(models.Forecast);
        foreach (var (row, expected) in SampleRows.Histories().Zip(models.Forecast.Model.Predict()))
        {
            Assert.Equal(Floats(expected.Point), engine.Predict(row).Forecast);
            Assert.Equal(Floats(expected.Interval(90).Lower), engine.Predict(row).Lower);
        }
    }

    [Fact]
    public void A_prediction_engine_on_single_values_says_what_to_give_instead()
    {
        var wrong = Assert.Throws<InvalidOperationException>(() => Context.Model.CreatePredictionEngine<SalesRow, Prediction>(models.Forecast));
        Assert.Contains("float[]", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_whole_series_train_the_same_model_as_their_observations()
    {
        var columns = Models.ForecastColumns with { Frequency = Frequency.Monthly };
        var ofHistories = Context.Forecasting.ForecastByRecurrentNetwork(Models.ForecastOptions, columns).Fit(models.Rows("histories"));
        Assert.Equal(models.Forecast.Model.Predict()[1].Point, ofHistories.Model.Predict()[1].Point);
    }

    [Fact]
    public void Whole_series_with_times_need_the_step_named()
    {
        var estimator = Context.Forecasting.ForecastByRecurrentNetwork(Models.ForecastOptions, Models.ForecastColumns);
        Assert.Contains("Frequency", Assert.Throws<ArgumentException>(() => estimator.Fit(models.Rows("histories"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Series_read_from_a_view_are_scored_like_those_of_a_file()
    {
        var series = models.Forecast.ReadSeries(models.Rows("sales"));
        Assert.Equal(2, series.Count);
        Assert.Equal(new DateTime(2022, 12, 1), series["south"].Times.Date(95));
        Assert.True(models.Forecast.Model.Evaluate(series).Model.Mase > 0);
    }

    [Fact]
    public void Missing_values_and_missing_rows_are_masked()
    {
        var rows = SampleRows.Sales();
        rows[40].Sales = float.NaN;
        var gaps = Context.Data.LoadFromEnumerable(rows.Where(static row => row.Month != new DateTime(2016, 5, 1)));
        var series = models.Forecast.ReadSeries(gaps)["north"];
        Assert.Equal([16, 40], Enumerable.Range(0, series.Length).Where(index => !series.IsKnown(index)));
        Assert.All(Column(models.Forecast.Transform(gaps), "Forecast")[^1], static value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Times_that_do_not_grow_are_refused_with_their_row()
    {
        var rows = SampleRows.Sales().ToArray();
        (rows[10], rows[11]) = (rows[11], rows[10]);
        var wrong = Refused(rows);
        Assert.Equal(12, wrong.Row);
        Assert.Equal("Month", wrong.Column);
        Assert.Contains("Sort the rows", wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("--", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Times_off_the_grid_are_refused_without_switches_of_the_command_line()
    {
        var rows = SampleRows.Sales().ToArray();
        rows[10].Month = rows[10].Month.AddDays(3);
        var wrong = Refused(rows);
        Assert.Equal(11, wrong.Row);
        Assert.DoesNotContain("--", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("ForecastColumnNames.Frequency", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Infinite_values_nameless_series_and_missing_times_are_refused_with_their_row()
    {
        var rows = SampleRows.Sales();
        rows[5].Sales = float.PositiveInfinity;
        Assert.Equal(("Sales", 6), (Refused(rows).Column, Refused(rows).Row));
        rows = SampleRows.Sales();
        rows[6].Shop = "";
        Assert.Equal(("Shop", 7), (Refused(rows).Column, Refused(rows).Row));
        rows = SampleRows.Sales();
        rows[7].Month = default;
        Assert.Equal(("Month", 8), (Refused(rows).Column, Refused(rows).Row));
        Assert.Contains("no rows", Refused([]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unusable_history_is_refused_with_its_row()
    {
        using var engine = Context.Model.CreatePredictionEngine<HistoryRow, Prediction>(models.Forecast);
        var wrong = Assert.Throws<DataFormatException>(() => engine.Predict(new HistoryRow { Shop = "north", Month = new DateTime(2024, 1, 1), Sales = [1, 2, float.NaN] }));
        Assert.Equal("Sales", wrong.Column);
        wrong = Assert.Throws<DataFormatException>(() => engine.Predict(new HistoryRow { Shop = "north", Sales = [1, 2, 3] }));
        Assert.Equal("Month", wrong.Column);
        Assert.Throws<DataFormatException>(() => engine.Predict(new HistoryRow { Shop = "north", Month = new DateTime(2024, 1, 1), Sales = [1] }));
    }

    [Fact]
    public void An_interval_wider_than_the_levels_is_refused_before_it_is_asked_for()
    {
        var columns = Models.ForecastColumns with { Interval = 95 };
        Assert.Contains("0.025", Assert.Throws<ArgumentException>(() => new RecurrentForecastTransformer(models.Forecast.Model, columns)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(static () => new ForecastColumnNames { Interval = 100 });
        Assert.Contains("did you mean 90?", Assert.Throws<ArgumentOutOfRangeException>(static () => new ForecastColumnNames { Interval = 0.9 }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_calendar_model_without_a_column_of_times_is_refused() =>
        Assert.Contains(
            "ForecastColumnNames.Time",
            Assert.Throws<ArgumentException>(() => new RecurrentForecastTransformer(models.Forecast.Model, new ForecastColumnNames { Value = "Sales" })).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Rows_without_times_are_counted()
    {
        var rows = Context.Data.LoadFromEnumerable(SampleRows.Sales().Take(96));
        var options = Models.ForecastOptions with { Head = ForecastHead.Point };
        var fitted = Context.Forecasting.ForecastByRecurrentNetwork(options, new ForecastColumnNames { Value = "Sales" }).Fit(rows);
        Assert.Equal(Frequency.Index, fitted.Model.Frequency);
        Assert.Equal(Floats(fitted.Model.Predict()[0].Point), Column(fitted.Transform(rows), "Forecast")[95]);
    }

    private DataFormatException Refused(IReadOnlyList<SalesRow> rows) => Assert.Throws<DataFormatException>(
        () => Context.Forecasting.ForecastByRecurrentNetwork(Models.ForecastOptions, Models.ForecastColumns).Fit(Context.Data.LoadFromEnumerable(rows)));

    private static IReadOnlyList<float[]> Column(IDataView view, string name) => [.. view.GetColumn<float[]>(name)];

    private static float[] Floats(IReadOnlyList<double> values) => [.. values.Select(static value => (float)value)];

    private sealed class Prediction
    {
        public float[] Forecast { get; set; } = [];

        public float[] Lower { get; set; } = [];
    }
}
