using System.Text.Json.Nodes;
using Recurrent.Tensors.Storage;
using Recurrent.TimeSeries.Forecasting;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Tests.Forecasting;

public sealed class ForecasterModelTests
{
    private static readonly SeriesCollection Data = Synthetic.Seasonal();
    private static readonly Lazy<ForecastTraining> Trained = new(() => Synthetic.Train(Data, Synthetic.Short));

    private static Forecaster Model => Trained.Value.Model;

    [Fact]
    public void Loaded_model_forecasts_and_scores_exactly_as_the_trained_one()
    {
        using var folder = new TemporaryFolder();
        Model.Save(folder.Path);

        var loaded = Forecaster.Load(folder.Path);

        Assert.Equal(Model.Predict(20)[1].Quantile(0.95), loaded.Predict(20)[1].Quantile(0.95));
        Assert.Equal(Trained.Value.Test.Model, loaded.Evaluate(Data).Model);
        Assert.Equal(Trained.Value.Test.Baselines, loaded.Evaluate(Data).Baselines);
        Assert.Equal(Model.Settings, loaded.Settings);
        Assert.Equal(Model.Metrics, loaded.Metrics);
        Assert.Equal(Model.Predict()[0].Stamps, loaded.Predict()[0].Stamps);
    }

    [Fact]
    public void A_model_of_a_version_without_the_newer_fields_is_read()
    {
        using var folder = new TemporaryFolder();
        Model.Save(folder.Path);
        var file = Path.Combine(folder.Path, "model.json");
        var description = JsonNode.Parse(File.ReadAllText(file))!;
        foreach (var name in new[] { "body", "segmentLength", "head", "paths" }) Assert.True(description["architecture"]!.AsObject().Remove(name), name);
        foreach (var name in new[] { "holidays", "readsMissing" }) Assert.True(description["preprocessing"]!.AsObject().Remove(name), name);
        File.WriteAllText(file, description.ToJsonString());
        File.Delete(Path.Combine(folder.Path, Checksums.File));

        Assert.Equal(Model.Predict()[1].Quantile(0.9), Forecaster.Load(folder.Path).Predict()[1].Quantile(0.9));
    }

    [Theory]
    [InlineData("\"horizon\": 8", "\"horizon\": -8", "$.architecture.horizon")]
    [InlineData("\"task\": \"forecast\"", "\"task\": \"tag\"", "$.task")]
    [InlineData("\"hidden\": 8", "\"hidden\": 9", "tensors")]
    [InlineData("\"basePeriod\": 12", "\"basePeriod\": \"x\"", "basePeriod")]
    public void Damaged_description_is_refused_with_the_field(string found, string written, string field)
    {
        using var folder = new TemporaryFolder();
        Model.Save(folder.Path);
        var file = Path.Combine(folder.Path, "model.json");
        var text = File.ReadAllText(file);
        Assert.Contains(found, text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace(found, written, StringComparison.Ordinal));
        File.Delete(Path.Combine(folder.Path, Checksums.File));

        var error = Assert.Throws<StorageFormatException>(() => Forecaster.Load(folder.Path));

        Assert.Contains(field, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cut_off_history_is_refused()
    {
        using var folder = new TemporaryFolder();
        Model.Save(folder.Path);
        var file = Path.Combine(folder.Path, "history.jsonl.gz");
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..200]);

        Assert.Contains("history.jsonl.gz", Assert.ThrowsAny<IOException>(() => Forecaster.Load(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Forecast_continues_the_stamps_behind_the_held_out_end()
    {
        var forecast = Model.Predict()["s0"];

        Assert.Equal("2020-01", forecast.Stamps[0]);
        Assert.Equal(Synthetic.Horizon, forecast.Horizon);
    }

    [Fact]
    public void Horizon_beyond_the_trained_one_begins_with_the_same_steps_and_stays_near_the_series()
    {
        var near = Model.Predict()[0];
        var far = Model.Predict(5 * Synthetic.Horizon)[0];

        Assert.Equal(5 * Synthetic.Horizon, far.Point.Count);
        Assert.All(near.Point.Zip(far.Point), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
        Assert.All(far.Point, value => Assert.InRange(value, 5, 45));
    }

    [Fact]
    public void Quantiles_never_cross()
    {
        foreach (var forecast in Model.Predict(3 * Synthetic.Horizon))
        {
            double[][] rows = [.. forecast.Quantiles.Select(forecast.Quantile)];
            for (var level = 1; level < rows.Length; level++)
                Assert.All(rows[level - 1].Zip(rows[level]), pair => Assert.True(pair.First <= pair.Second));
        }
    }

    [Fact]
    public void Intervals_interpolate_levels_and_refuse_levels_outside()
    {
        var forecast = Model.Predict()[0];

        var between = forecast.Quantile(0.075)[0];

        Assert.InRange(between, forecast.Quantile(0.05)[0], forecast.Quantile(0.1)[0]);
        Assert.Equal(forecast.Quantile(0.1), forecast.Interval(80).Lower);
        var refusal = Assert.Throws<ArgumentOutOfRangeException>(() => forecast.Interval(95));
        Assert.Equal("percent", refusal.ParamName);
        Assert.StartsWith("Received 95 %, the model's levels give 10, 20, 30, 40, 50, 60, 70, 80, 90 % and what lies between up to 90 %;", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-5, "expected a percentage from 1 to below 100, such as 80 or 90.")]
    [InlineData(0, "expected a percentage")]
    [InlineData(100, "expected a percentage")]
    [InlineData(double.NaN, "expected a percentage")]
    [InlineData(0.9, "did you mean 90?")]
    [InlineData(0.57, "did you mean 57?")]
    public void Intervals_that_are_no_percentage_are_refused(double percent, string hint)
    {
        var refusal = Assert.Throws<ArgumentOutOfRangeException>(() => Model.Predict()[0].Interval(percent));
        Assert.Equal("percent", refusal.ParamName);
        Assert.Contains($"Received {percent}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(hint, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Backtest_at_an_origin_equals_a_forecast_from_the_values_before_it()
    {
        var cut = Synthetic.Change(Data, series => series.Values[..^Synthetic.Horizon].ToArray());

        var fromCut = Model.Predict(cut)[1].Point;
        var backtest = Model.Backtest(Data, origins: 3, stride: 4);

        Assert.Equal(fromCut, backtest.Forecasts[1].Point);
        Assert.Equal(fromCut, Model.Evaluate(Data).Forecasts[1].Point);
        Assert.Equal(3, backtest.Origins);
    }

    [Fact]
    public void Backtest_does_not_see_values_behind_its_origins()
    {
        var changed = Synthetic.Change(Data, series => [.. series.Values[..^Synthetic.Horizon], .. new double[Synthetic.Horizon]]);

        Assert.Equal(Model.Backtest(Data, 1).Forecasts[0].Quantile(0.3), Model.Backtest(changed, 1).Forecasts[0].Quantile(0.3));
    }

    [Fact]
    public void Csv_has_one_row_an_id_and_step_with_usual_intervals()
    {
        var text = new StringWriter();

        Model.Predict(2).WriteCsv(text);

        var lines = text.ToString().Split('\n');
        Assert.Equal("unique_id,ds,y-hat,y-hat-lo-80,y-hat-hi-80,y-hat-lo-90,y-hat-hi-90", lines[0]);
        Assert.StartsWith("s0,2020-01,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("s1,2020-02,", lines[4], StringComparison.Ordinal);
        Assert.Equal(7, lines[4].Split(',').Length);
    }

    [Fact]
    public void Other_frequency_and_too_short_history_are_refused_by_name()
    {
        var rows = new SeriesCollection([new Series("rows", new double[50])]);
        var one = new SeriesCollection([new Series("one", [1], Data[0].Times)]);

        Assert.Contains("monthly", Assert.Throws<DataFormatException>(() => Model.Predict(rows)).Message, StringComparison.Ordinal);
        Assert.Contains("'one'", Assert.Throws<DataFormatException>(() => Model.Predict(one)).Message, StringComparison.Ordinal);
    }
}
