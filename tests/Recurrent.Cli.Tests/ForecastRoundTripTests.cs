using System.Text;
using System.Text.Json;

namespace Recurrent.Cli.Tests;

public sealed class ForecastRoundTripTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Train_writes_model_report_metrics_and_log_when_given_only_a_file()
    {
        var folder = await Train();
        foreach (var name in new[] { "model/model.json", "model/model.safetensors", "report.html", "metrics.json", "training.jsonl", "run.json" })
            Assert.True(File.Exists(Path.Combine(folder, name)), name);
        Assert.All(File.ReadLines(Path.Combine(folder, "training.jsonl")), line => JsonDocument.Parse(line).Dispose());
    }

    [Fact]
    public async Task Evaluate_gives_the_score_the_training_printed()
    {
        var folder = await Train();
        using var metrics = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "metrics.json"), TestContext.Current.CancellationToken));
        var trained = metrics.RootElement.GetProperty("test");
        foreach (var arguments in new[] { new[] { "evaluate", folder, "--json" }, ["evaluate", folder, _scratch.Path("sales.csv"), "--json"] })
        {
            using var evaluated = JsonDocument.Parse((await Invocation.Run(arguments)).Succeeded().Output);
            foreach (var name in new[] { "mase", "smape", "rmse", "mae", "weighted_quantile_loss", "coverage_80", "owa" })
                Assert.Equal(trained.GetProperty(name).GetDouble(), evaluated.RootElement.GetProperty(name).GetDouble());
            Assert.True(evaluated.RootElement.GetProperty("baselines").GetProperty("seasonal_naive").GetProperty("mase").GetDouble() > 0);
        }
    }

    [Fact]
    public async Task Predict_continues_every_series_with_the_documented_columns()
    {
        var folder = await Train();
        var lines = (await Invocation.Run("predict", folder)).Succeeded().Output.TrimEnd('\n').Split('\n');
        Assert.Equal("unique_id,ds,y-hat,y-hat-lo-80,y-hat-hi-80,y-hat-lo-90,y-hat-hi-90", lines[0]);
        Assert.Equal(1 + (2 * 7), lines.Length);
        Assert.StartsWith("shop0,2024-04-30,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("shop1,2024-05-06,", lines[^1], StringComparison.Ordinal);
        foreach (var line in lines[1..])
        {
            double[] values = [.. line.Split(',')[2..].Select(cell => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture))];
            Assert.True(values[3] <= values[1] && values[1] <= values[0] && values[0] <= values[2] && values[2] <= values[4], line);
        }
    }

    [Fact]
    public async Task Predict_of_the_training_file_from_stdin_equals_predict_without_input()
    {
        var folder = await Train();
        var continued = (await Invocation.Run("predict", folder)).Succeeded();
        using var input = File.OpenRead(_scratch.Path("sales.csv"));
        var piped = (await Invocation.Run(input, "predict", folder, "-")).Succeeded();
        Assert.Equal(continued.Output, piped.Output);
    }

    [Fact]
    public async Task Predict_writes_the_named_file_and_reaches_beyond_the_trained_horizon()
    {
        var folder = await Train();
        var target = _scratch.Path("forecast.csv");
        var run = (await Invocation.Run("predict", folder, "--horizon", "9", "--out", target)).Succeeded();
        Assert.Equal("", run.Output);
        Assert.Contains("less reliable", run.Error, StringComparison.Ordinal);
        Assert.Equal(1 + (2 * 9), (await File.ReadAllLinesAsync(target, TestContext.Current.CancellationToken)).Length);
    }

    [Fact]
    public async Task Inspect_shows_task_settings_and_tensors()
    {
        var folder = await Train();
        using var seen = JsonDocument.Parse((await Invocation.Run("inspect", folder, "--json")).Succeeded().Output);
        Assert.Equal("forecast", seen.RootElement.GetProperty("task").GetString());
        Assert.Contains(seen.RootElement.GetProperty("settings").EnumerateArray(), one => one.GetProperty("name").GetString() == "horizon" && one.GetProperty("value").GetString() == "7");
        Assert.All(seen.RootElement.GetProperty("recurrent").EnumerateArray(), one => Assert.Equal("fused", one.GetProperty("execution").GetString(), ignoreCase: true));
        Assert.Contains("fused: all steps in one op", (await Invocation.Run("inspect", folder)).Succeeded().Output, StringComparison.Ordinal);
        var text = (await Invocation.Run("inspect", Path.Combine(folder, "model", "model.safetensors"))).Succeeded().Output;
        Assert.Contains("weight_hh_l0", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_needs_no_network_and_shows_charts_scores_and_the_command()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(await Train(), "report.html"), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("http", page.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("rgb(1,2,", page, StringComparison.Ordinal);
        foreach (var expected in new[] { "<svg", "var(--model)", "seasonal naive", "class=\"best\"", "rnn train forecast", "scored" })
            Assert.Contains(expected, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_shows_three_of_many_series()
    {
        var data = _scratch.WriteSales("many.csv", days: 60, shops: 8);
        var folder = _scratch.Path("many");
        (await Invocation.Run("train", "forecast", data, "--horizon", "7", "--epochs", "1", "--set", "members=1", "--out", folder)).Succeeded();
        var page = await File.ReadAllTextAsync(Path.Combine(folder, "report.html"), TestContext.Current.CancellationToken);
        Assert.Equal(3, page.Split("Forecast and what happened").Length - 1);
        Assert.Contains("the worst of 8", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_one_object_and_the_only_thing_on_stdout()
    {
        var run = (await Invocation.Run(
            "train", "forecast", _scratch.WriteSales(), "--horizon", "7", "--epochs", "1", "--out", _scratch.Path("json"), "--json", "--quiet")).Succeeded();
        using var document = JsonDocument.Parse(run.Output);
        Assert.Equal(JsonValueKind.Object, document.RootElement.ValueKind);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task Test_file_is_what_is_scored_and_nothing_of_the_training_file_is_held_out()
    {
        var whole = await File.ReadAllLinesAsync(_scratch.WriteSales(shops: 1), TestContext.Current.CancellationToken);
        var train = _scratch.Write("train.csv", string.Join('\n', whole[..^7]) + "\n");
        var test = _scratch.Write("test.csv", string.Join('\n', [whole[0], .. whole[^7..]]) + "\n");
        (await Invocation.Run("train", "forecast", train, "--test", test, "--epochs", "2", "--out", _scratch.Path("split"))).Succeeded();
        (await Invocation.Run("train", "forecast", _scratch.Path("sales.csv"), "--horizon", "7", "--epochs", "2", "--out", _scratch.Path("joined"))).Succeeded();
        var scores = await Task.WhenAll(
            Invocation.Run("evaluate", _scratch.Path("split"), test, "--history", train, "--json"),
            Invocation.Run("evaluate", _scratch.Path("joined"), "--json"));
        Assert.Equal(scores[1].Succeeded().Output, scores[0].Succeeded().Output);
    }

    [Fact]
    public async Task Future_covariates_come_from_the_future_file_when_the_model_knows_them()
    {
        var rows = Enumerable.Range(0, 90).Select(day => (Date: new DateTime(2024, 1, 1).AddDays(day), Promotion: day % 10 == 0 ? 1 : 0));
        string Row((DateTime Date, int Promotion) row) => $"{row.Date:yyyy-MM-dd},{row.Promotion}";
        var data = _scratch.Write("promo.csv", "ds,promotion,y\n" + string.Concat(rows.Select((row, day) => $"{Row(row)},{50 + (day % 7) + (30 * row.Promotion)}\n")));
        var future = new StringBuilder("ds,promotion\n");
        for (var day = 90; day < 97; day++) future.Append($"{Row((new DateTime(2024, 1, 1).AddDays(day), day % 10 == 0 ? 1 : 0))}\n");
        var model = _scratch.Path("promo");
        (await Invocation.Run("train", "forecast", data, "--horizon", "7", "--future-cov", "promotion", "--epochs", "2", "--out", model)).Succeeded();
        var forecast = (await Invocation.Run("predict", model, "--future", _scratch.Write("future.csv", future.ToString()))).Succeeded();
        Assert.Equal(8, forecast.Output.TrimEnd('\n').Split('\n').Length);
        var late = await Invocation.Run("predict", model, "--future", _scratch.Write("late.csv", "ds,promotion\n2025-01-01,0\n2025-01-02,1\n"));
        Assert.Equal(2, late.Code);
        Assert.Contains("2024-03-31", late.Error, StringComparison.Ordinal);
    }

    private async Task<string> Train()
    {
        var folder = _scratch.Path("model-of-sales");
        (await Invocation.Run("train", "forecast", _scratch.WriteSales(), "--horizon", "7", "--epochs", "2", "--set", "members=2", "--out", folder)).Succeeded();
        return folder;
    }
}
