using Recurrent.TimeSeries.Finance;
using Recurrent.TimeSeries.Finance.Network;
using Recurrent.TimeSeries.Finance.Prices;
using Recurrent.Training.Data;
using Recurrent.Training.Events;

namespace Recurrent.TimeSeries.Tests.Finance;

public sealed class VolatilityModelTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("volatility-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Model_comes_back_from_its_folder_with_the_same_forecasts()
    {
        var table = Markets.Generated(400);
        var model = Markets.Train(table, Markets.Quick).WithMetrics(new Dictionary<string, double> { ["test_qlike"] = 1.5 });
        model.Save(Path.Combine(_folder, "model"));
        var loaded = VolatilityModel.Load(Path.Combine(_folder, "model"));
        Assert.Equal(model.Forecast(table), loaded.Forecast(table));
        Assert.Equal(model.Forecast(table)[^1].Variance, loaded.Forecast(loaded.Tail)[^1].Variance);
        Assert.Equal((model.LearntThrough, model.FirstLearntThrough, true, 1.5), (loaded.LearntThrough, loaded.FirstLearntThrough, loaded.NeedsRange, loaded.Metrics["test_qlike"]));
        Assert.Equal(table[^1].Date, loaded.LearntThrough);
        Assert.Equal(table[339].Date, loaded.FirstLearntThrough);
    }

    [Fact]
    public void Model_of_transformers_comes_back_with_the_same_forecasts_and_pushes_to_what_it_forecasts()
    {
        var table = Markets.Generated(350);
        var model = Markets.Train(table, (Markets.Quick with { TestDays = 30 }).WithTransformer() with { Hidden = 8 });
        Assert.Contains(model.Settings, static one => one.Value == "transformer");
        model.Save(Path.Combine(_folder, "model"));
        var loaded = VolatilityModel.Load(Path.Combine(_folder, "model"));
        var forecasts = model.Forecast(table);
        Assert.Equal(forecasts, loaded.Forecast(table));
        Assert.Equal(forecasts, Markets.Train(table, (Markets.Quick with { TestDays = 30 }).WithTransformer() with { Hidden = 8 }).Forecast(table));
        Assert.True(forecasts.Select(static one => one.Variance).Distinct().Count() > 300);

        // Day by day, and whether later days have come or not.
        var stream = loaded.OpenStream();
        for (var day = 0; day < table.Days; day++)
        {
            var pushed = stream.Push(table[day]);
            if (day + 1 >= VolatilityModel.WarmUpDays) Assert.Equal(forecasts[day + 1 - VolatilityModel.WarmUpDays], pushed);
        }

        Assert.Equal(forecasts.Take(200 - VolatilityModel.WarmUpDays), loaded.Forecast(table.Slice(0, 200)).SkipLast(1));
    }

    [Fact]
    public void Same_seed_gives_the_same_bits_and_another_seed_others()
    {
        var table = Markets.Generated(350);
        var options = Markets.Quick with { TestDays = 0 };
        var first = Markets.Train(table, options).Forecast(table);
        Assert.Equal(first, Markets.Train(table, options).Forecast(table));
        Assert.NotEqual(first, Markets.Train(table, options with { Seed = 2 }).Forecast(table));
    }

    [Fact]
    public void Interrupted_training_goes_on_to_the_same_model()
    {
        var table = Markets.Generated(350);
        var options = Markets.Quick with { TestDays = 30, Epochs = 3, CheckpointFolder = Path.Combine(_folder, "checkpoint") };
        var whole = Markets.Train(table, options with { CheckpointFolder = null });
        using var interruption = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => VolatilityModel.Train(table, options, [new Stopper(interruption, 180)], interruption.Token));
        var resumed = Markets.Train(table, options with { Resume = true });
        Assert.Equal(whole.Forecast(table), resumed.Forecast(table));
    }

    [Fact]
    public void Next_day_skips_weekends_unless_the_market_trades_on_them()
    {
        var table = Markets.Generated(350);
        var options = Markets.Quick with { TestDays = 0, Epochs = 1 };
        var friday = Enumerable.Range(300, 10).First(day => table[day].Date.DayOfWeek == DayOfWeek.Friday);
        var weekdays = Markets.Train(table, options).Forecast(table.Slice(0, friday + 1));
        Assert.Equal(table[friday].Date.AddDays(3), weekdays[^1].Date);
        var daily = Markets.Garch(349, 2e-6, 0.08, 0.9, "daily");
        Assert.Equal(daily[^1].Date.AddDays(1), Markets.Train(daily, options).Forecast(daily)[^1].Date);
    }

    [Fact]
    public void Network_learns_what_falls_do_to_volatility()
    {
        var table = Markets.Generated(2000);
        var model = Markets.Train(table, new VolatilityOptions { Members = 2, Epochs = 20, TestDays = 500, RefitEvery = 500 });
        var evaluation = Markets.Evaluate(model, table);
        Assert.True(evaluation.Model.Qlike < evaluation.Baseline("historical_simulation").Qlike, "historical simulation");
        Assert.True(evaluation.Model.Qlike < evaluation.Baseline("har_ols").Qlike, "har");
        Assert.True(evaluation.Model.Five.Kupiec.Passes(), $"{evaluation.Model.Five.Rate}");
        Assert.Equal(1, evaluation.Baseline(evaluation.Reference).Ratio, 12);
        Assert.Equal(500, evaluation.Days);
    }

    [Fact]
    public void Unusable_prices_are_refused_with_the_number_needed()
    {
        Refused("at least 300", () => Markets.Train(Markets.Generated(299), Markets.Quick));
        Refused("at least 250", () => Markets.Train(Markets.Generated(305), Markets.Quick));
        Refused("same close", () => Markets.Train(Markets.OfReturns(new double[400]), Markets.Quick));
        var model = Markets.Train(Markets.Generated(320), Markets.Quick with { TestDays = 0, Epochs = 1 });
        Refused("at least 22", () => model.Forecast(Markets.Generated(21)));
        Refused("closes only", () => model.Forecast(Markets.Generated(100).ClosesOnly()));
        Refused("expected later prices", () => Markets.Evaluate(model, Markets.Generated(320)));
        Refused("at least 100", () => Markets.Evaluate(model, Markets.Generated(340).Slice(300, 40)));
    }

    [Theory]
    [InlineData("flat for a year, then moving")]
    [InlineData("moving on one day in ten")]
    [InlineData("one crash of nine tenths")]
    [InlineData("moving by a millionth")]
    public void Odd_markets_are_learnt_and_scored_with_finite_numbers(string name)
    {
        var noise = Markets.Garch(500, 2e-6, 0.08, 0.9, name);
        double[] returns = [.. Enumerable.Range(1, 499).Select(day => name switch
        {
            "flat for a year, then moving" => day < 260 ? 0 : noise.Return(day),
            "moving on one day in ten" => day % 10 == 0 ? noise.Return(day) : 0,
            "one crash of nine tenths" => day == 300 ? Math.Log(0.1) : noise.Return(day),
            _ => noise.Return(day) / 10_000,
        })];
        var table = Markets.OfReturns(returns);
        var model = Markets.Train(table, Markets.Quick with { TestDays = 150 });
        var evaluation = Markets.Evaluate(model, table);
        Assert.All(evaluation.Baselines.Prepend(evaluation.Model), static one => Assert.True(double.IsFinite(one.Qlike) && double.IsFinite(one.LogLoss), one.Method));
        Assert.All(model.Forecast(table), static day => Assert.True(double.IsFinite(day.Volatility) && day.Volatility > 0 && day.ValueAtRisk1 <= day.ValueAtRisk5));
    }

    [Fact]
    public void Stream_refuses_what_cannot_follow_and_stays_as_it_was()
    {
        var table = Markets.Generated(350);
        var model = Markets.Train(table, Markets.Quick with { TestDays = 0, Epochs = 1 });
        var (stream, other) = (model.OpenStream(), model.OpenStream());
        for (var day = 0; day < 30; day++) Assert.Equal(stream.Push(table[day]), other.Push(table[day]));
        Assert.Throws<ArgumentException>(() => stream.Push(table[29]));
        Assert.Throws<ArgumentException>(() => stream.Push(new PriceBar(table[30].Date, table[30].Close)));
        Assert.Throws<ArgumentException>(() => stream.Push(table[30] with { Low = -1 }));
        Assert.Equal(other.Push(table[30]), stream.Push(table[30]));
        Assert.Equal(31, stream.Days);
    }

    [Theory]
    [InlineData("memory.json", "\"variance\":", "\"variance\": -", "variance")]
    [InlineData("memory.json", "\"close\":", "\"close\": -", "tail")]
    [InlineData("model.json", "\"members\": 2", "\"members\": 9999999", "members")]
    [InlineData("model.json", "\"task\": \"volatility\"", "\"task\": \"detect\"", "task")]
    [InlineData("model.json", "\"cell\": \"gru\"", "\"cell\": \"gnu\"", "architecture")]
    public void Damaged_folder_is_refused_by_file_and_field(string name, string from, string to, string field)
    {
        var folder = Path.Combine(_folder, "model");
        Markets.Train(Markets.Generated(320), Markets.Quick with { TestDays = 0, Epochs = 1 }).Save(folder);
        var file = Path.Combine(folder, name);
        var text = File.ReadAllText(file);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace(from, to, StringComparison.Ordinal));
        File.Delete(Path.Combine(folder, "SHA256SUMS"));
        var refusal = Assert.ThrowsAny<IOException>(() => VolatilityModel.Load(folder));
        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(field, refusal.Message, StringComparison.Ordinal);
    }

    private static void Refused(string part, Action action) => Assert.Contains(part, Assert.Throws<DataFormatException>(action).Message, StringComparison.Ordinal);

    private sealed class Stopper(CancellationTokenSource source, long step) : ITrainingObserver
    {
        public void OnStep(in StepRecord record)
        {
            if (record.Step == step) source.Cancel();
        }
    }
}
