using System.Globalization;
using System.Text;
using System.Text.Json;
using Recurrent.TimeSeries.Embedded;

namespace Recurrent.Cli.Tests;

public sealed class VolatilityTests : IDisposable
{
    private const int Days = 420;
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Train_writes_everything_and_evaluate_gives_the_same_scores()
    {
        var prices = WritePrices("prices.csv");
        var folder = await Train(prices);
        foreach (var name in new[] { "model/model.json", "model/model.safetensors", "model/memory.json", "report.html", "metrics.json", "training.jsonl", "run.json" })
            Assert.True(File.Exists(Path.Combine(folder, name)), name);
        using var metrics = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "metrics.json"), TestContext.Current.CancellationToken));
        using var evaluated = JsonDocument.Parse((await Invocation.Run("evaluate", folder, prices, "--json")).Succeeded().Output);
        Assert.Equal(metrics.RootElement.GetProperty("test").GetRawText().ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal), evaluated.RootElement.GetRawText().ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal));
        foreach (var baseline in new[] { "har_ols", "garch", "historical_simulation", "ewma", "har_range_log" })
            Assert.True(evaluated.RootElement.GetProperty("baselines").GetProperty(baseline).GetProperty("qlike").GetDouble() > 0);
        Assert.Equal(100, evaluated.RootElement.GetProperty("days").GetInt32());
        Assert.Equal(3, await Count(folder, "<svg"));
    }

    [Fact]
    public async Task Predict_writes_each_day_and_the_one_behind_the_last()
    {
        var prices = WritePrices("prices.csv");
        var folder = await Train(prices);
        var run = (await Invocation.Run("predict", folder, prices)).Succeeded();
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("date,volatility,var-01,var-05", lines[0]);
        Assert.Equal(Days - 22 + 2, lines.Length);
        var market = DemoPrices.Market();
        Assert.StartsWith(market[22].Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), lines[1], StringComparison.Ordinal);
        Assert.StartsWith(market[Days].Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), lines[^1], StringComparison.Ordinal);
        Assert.All(lines[1..], static line =>
        {
            double[] values = [.. line.Split(',')[1..].Select(static field => double.Parse(field, CultureInfo.InvariantCulture))];
            Assert.True(values[0] > 0 && values[1] < values[2] && values[2] < 0, line);
        });
        Assert.Contains("days the model learnt from", run.Error, StringComparison.Ordinal);
        Assert.Equal(lines[^1], (await Invocation.Run("predict", folder)).Succeeded().Output.Split('\n')[1]);
        await using var input = File.OpenRead(prices);
        Assert.Equal(run.Output, (await Invocation.Run(input, "predict", folder, "-")).Succeeded().Output);
        (await Invocation.Run("predict", folder, prices, "--out", _scratch.Path("forecast.csv"))).Succeeded();
        Assert.Equal(run.Output, await File.ReadAllTextAsync(_scratch.Path("forecast.csv"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Forecast_for_a_day_is_the_same_whether_it_has_come_or_not()
    {
        var folder = await Train(WritePrices("prices.csv"));
        var all = (await Invocation.Run("predict", folder, WritePrices("longer.csv", Days + 20))).Succeeded().Output.Split('\n');
        var known = (await Invocation.Run("predict", folder, WritePrices("known.csv", Days + 10))).Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(all[..known.Length], known);
    }

    [Fact]
    public async Task Transformers_forecast_a_day_the_same_from_a_file_and_from_stdin_whether_it_has_come_or_not()
    {
        var prices = WritePrices("prices.csv");
        var folder = await Train(prices, "--body", "transformer", "--hidden", "8");
        Assert.Contains("transformer", (await Invocation.Run("inspect", folder)).Succeeded().Output, StringComparison.Ordinal);
        using var metrics = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "metrics.json"), TestContext.Current.CancellationToken));
        using var evaluated = JsonDocument.Parse((await Invocation.Run("evaluate", folder, prices, "--json")).Succeeded().Output);
        Assert.Equal(metrics.RootElement.GetProperty("test").GetProperty("qlike").GetDouble(), evaluated.RootElement.GetProperty("qlike").GetDouble());
        var known = (await Invocation.Run("predict", folder, prices)).Succeeded().Output;
        await using var input = File.OpenRead(prices);
        Assert.Equal(known, (await Invocation.Run(input, "predict", folder, "-")).Succeeded().Output);
        Assert.StartsWith(known, (await Invocation.Run("predict", folder, WritePrices("longer.csv", Days + 10))).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_named_in_training_are_known_to_later_commands()
    {
        var text = await File.ReadAllTextAsync(WritePrices("prices.csv"), TestContext.Current.CancellationToken);
        var prices = _scratch.Write("other.csv", "Tag;Schluss;Umsatz\n" + string.Concat(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(static line =>
        {
            var fields = line.Split(',');
            return $"{fields[0]};{fields[4].Replace('.', ',')};5\n";
        })));
        var folder = await Train(prices, "--target-col", "Schluss", "--time-col", "Tag");
        (await Invocation.Run("predict", folder, prices)).Succeeded();
        (await Invocation.Run("evaluate", folder, prices, "--cost", "10")).Succeeded();
        Assert.Contains("refit_every", (await Invocation.Run("inspect", folder)).Succeeded().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--refit-every", "0", "at least 1")]
    [InlineData("--residual-window", "99", "at least 100")]
    [InlineData("--cell", "gruu", "did you mean 'gru'")]
    [InlineData("--set", "hiden=3", "did you mean 'hidden'")]
    [InlineData("--target-col", "clsoe", "did you mean 'close'")]
    [InlineData("--test-days", "300", "at least 250")]
    [InlineData("--cost", "-1", "basis points")]
    [InlineData("--config", "nothing.json", "nothing.json")]
    public async Task Train_refuses_a_wrong_option_and_leaves_no_folder(string option, string value, string expected)
    {
        var run = await Invocation.Run("train", "volatility", WritePrices("prices.csv"), "--out", _scratch.Path("refused"), option, value);
        Assert.Equal(2, run.Code);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_scratch.Path("refused")));
    }

    [Theory]
    [InlineData("date,close\n2024-01-02,10\n2024-01-03,0\n", "stdin, row 3", "close 0")]
    [InlineData("date,close\n2024-01-03,10\n2024-01-02,10\n", "stdin, row 3", "growing dates")]
    [InlineData("", "stdin", "empty file")]
    public async Task Bad_prices_are_refused_with_exit_code_2_and_the_place(string text, string place, string found)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var run = await Invocation.Run(input, "train", "volatility", "-", "--out", _scratch.Path("refused"));
        Assert.Equal(2, run.Code);
        Assert.Contains(place, run.Error, StringComparison.Ordinal);
        Assert.Contains(found, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_scratch.Path("refused")));
    }

    [Fact]
    public async Task What_a_model_cannot_use_is_refused()
    {
        var folder = await Train(WritePrices("prices.csv"));
        var closes = _scratch.Write("closes.csv", "date,close\n2030-01-02,10\n2030-01-03,11\n");
        foreach (var arguments in new[] { new[] { "predict", folder, closes }, ["evaluate", folder], ["evaluate", folder, WritePrices("old.csv", 300)], ["predict", folder, "--horizon", "3"], ["predict", folder, "--json"] })
            Assert.Equal(2, (await Invocation.Run(arguments)).Code);
    }

    [Fact]
    public async Task Demo_prints_the_same_scores_when_run_twice()
    {
        var arguments = new[] { "demo", "volatility", "--epochs", "1", "--out", _scratch.Path("demo"), "--quiet", "--json" };
        var first = (await Invocation.Run(arguments)).Succeeded();
        var second = (await Invocation.Run(arguments)).Succeeded();
        Assert.Equal(Test(first), Test(second));
        Assert.True(File.Exists(_scratch.Path("demo/report.html")));
    }

    private static string Test(Invocation run)
    {
        using var document = JsonDocument.Parse(run.Output);
        return document.RootElement.GetProperty("test").GetRawText();
    }

    private static async Task<int> Count(string folder, string part) =>
        (await File.ReadAllTextAsync(Path.Combine(folder, "report.html"), TestContext.Current.CancellationToken)).Split(part).Length - 1;

    private async Task<string> Train(string prices, params string[] more)
    {
        (await Invocation.Run(["train", "volatility", prices, "--epochs", "2", "--ensemble", "2", "--test-days", "100", "--refit-every", "60", "--out", _scratch.Path("model"), "--quiet", .. more])).Succeeded();
        return _scratch.Path("model");
    }

    private string WritePrices(string name, int days = Days)
    {
        var market = DemoPrices.Market();
        var text = new StringBuilder("date,open,high,low,close\n");
        for (var day = 0; day < days; day++)
            text.Append(CultureInfo.InvariantCulture, $"{market[day].Date:yyyy-MM-dd},{market[day].Open:R},{market[day].High:R},{market[day].Low:R},{market[day].Close:R}\n");
        return _scratch.Write(name, text.ToString());
    }
}
