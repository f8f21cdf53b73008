using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Recurrent.Cli.Tests;

public sealed class HeadTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("normal")]
    [InlineData("student-t")]
    [InlineData("negative-binomial")]
    [InlineData("poisson")]
    [InlineData("gamma")]
    [InlineData("point")]
    public async Task Every_head_trains_predicts_and_evaluates(string head)
    {
        var model = await Train(head, WriteCounts("counts.csv", zeros: head is "negative-binomial" or "poisson"));
        var forecast = (await Invocation.Run("predict", model)).Succeeded().Output.TrimEnd('\n').Split('\n');
        Assert.Equal(head == "point" ? "unique_id,ds,y-hat" : "unique_id,ds,y-hat,y-hat-lo-80,y-hat-hi-80,y-hat-lo-90,y-hat-hi-90,y-hat-mean", forecast[0]);
        Assert.Equal(1 + (2 * 7), forecast.Length);
        using var scores = JsonDocument.Parse((await Invocation.Run("evaluate", model, "--json")).Succeeded().Output);
        Assert.True(scores.RootElement.GetProperty("crps").GetDouble() > 0);
        Assert.Equal(head == "point", scores.RootElement.GetProperty("coverage_80").ValueKind == JsonValueKind.Null);
        Assert.Contains("CRPS", (await Invocation.Run("evaluate", model)).Succeeded().Output, StringComparison.Ordinal);
        using var seen = JsonDocument.Parse((await Invocation.Run("inspect", model, "--json")).Succeeded().Output);
        Assert.Contains(seen.RootElement.GetProperty("settings").EnumerateArray(), one => one.GetProperty("name").GetString() == "head" && one.GetProperty("value").GetString() == head);
        Assert.Contains("head", await File.ReadAllTextAsync(Path.Combine(model, "report.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Paths_of_the_same_seed_are_the_same_and_of_counts_are_counts()
    {
        var model = await Train("negative-binomial", WriteCounts("counts.csv"));
        var first = (await Invocation.Run("predict", model, "--paths", "5", "--seed", "9", "--horizon", "10")).Succeeded();
        var file = _scratch.Path("paths.csv");
        var second = (await Invocation.Run("predict", model, "--paths", "5", "--seed", "9", "--horizon", "10", "--out", file, "--json")).Succeeded();
        var other = (await Invocation.Run("predict", model, "--paths", "5", "--seed", "10", "--horizon", "10")).Succeeded();

        var lines = first.Output.TrimEnd('\n').Split('\n');
        Assert.Equal("unique_id,path,ds,y-hat", lines[0]);
        Assert.Equal(1 + (2 * 5 * 10), lines.Length);
        Assert.StartsWith("shop0,1,2024-03-31,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("shop1,5,2024-04-09,", lines[^1], StringComparison.Ordinal);
        Assert.All(lines[1..], line => Assert.True(int.Parse(line.Split(',')[3], CultureInfo.InvariantCulture) >= 0));
        Assert.Equal(first.Output, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.NotEqual(first.Output, other.Output);
        Assert.Contains("less reliable", first.Error, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(second.Output);
        Assert.Equal(5, document.RootElement.GetProperty("paths").GetInt32());
    }

    [Theory]
    [InlineData("-3")]
    [InlineData("2.5")]
    public async Task Counts_that_are_none_are_refused_with_file_row_and_fix_before_anything_is_written(string value)
    {
        var data = WriteCounts("bad.csv", replace: value);
        var run = await Invocation.Run("train", "forecast", data, "--horizon", "7", "--head", "negative-binomial", "--out", _scratch.Path("none"));

        Assert.Equal(2, run.Code);
        foreach (var part in new[] { "bad.csv", "'shop1'", "row 31 (2024-01-31)", value, "whole numbers from 0 on", "gamma" })
            Assert.Contains(part, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_scratch.Path("none")));
        var model = await Train("poisson", WriteCounts("counts.csv"));
        var prediction = await Invocation.Run("predict", model, data);
        Assert.Equal(2, prediction.Code);
        Assert.Contains("bad.csv", prediction.Error, StringComparison.Ordinal);
        var evaluation = await Invocation.Run("evaluate", model, data);
        Assert.Equal(2, evaluation.Code);
        Assert.Contains("'shop1'", evaluation.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("expected one of quantiles", "--head", "binomial")]
    [InlineData("did you mean 'student-t'?", "--head", "studentt")]
    [InlineData("--head: The head poisson goes through time step by step", "--head", "poisson", "--body", "segments")]
    [InlineData("received the base theta, which knows none", "--head", "normal", "--set", "base=theta")]
    [InlineData("received the transform log", "--head", "gamma", "--set", "transform=log")]
    [InlineData("'temperature' is known up to the present only", "--head", "normal", "--past-cov", "temperature")]
    public async Task Wrong_heads_and_contradictions_end_with_a_message(string message, params string[] options)
    {
        var data = _scratch.Write("weather.csv", "ds,y,temperature\n" + string.Concat(Enumerable.Range(0, 60).Select(day => $"{new DateTime(2024, 1, 1).AddDays(day):yyyy-MM-dd},{day % 7},{day % 5}\n")));
        var run = await Invocation.Run(["train", "forecast", data, "--horizon", "7", "--out", _scratch.Path("none"), .. options]);

        Assert.Equal(2, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_scratch.Path("none")));
    }

    [Fact]
    public async Task Paths_are_refused_where_there_are_none_to_draw()
    {
        var model = await Train("quantiles", WriteCounts("counts.csv"));
        foreach (var (message, options) in new[]
        {
            ("draws no paths", new[] { "--paths", "10" }), ("at least 1", ["--paths", "0"]), ("--paths N", ["--seed", "3"]),
        })
        {
            var run = await Invocation.Run(["predict", model, .. options]);
            Assert.Equal(2, run.Code);
            Assert.Contains(message, run.Error, StringComparison.Ordinal);
        }
    }

    private async Task<string> Train(string head, string data)
    {
        var folder = _scratch.Path("model-" + head);
        (await Invocation.Run(
            "train", "forecast", data, "--horizon", "7", "--head", head, "--epochs", "2", "--set", "members=2", "--set", "paths=50", "--out", folder)).Succeeded();
        return folder;
    }

    /// <summary>Ninety days of counts of two shops.</summary>
    private string WriteCounts(string name, bool zeros = true, string? replace = null)
    {
        var text = new StringBuilder("unique_id,ds,y\n");
        for (var shop = 0; shop < 2; shop++)
        {
            for (var day = 0; day < 90; day++)
            {
                var value = ((day * day * 31) + (shop * 17)) % 11 % 4 * (day % 7 < 5 ? 1 : 2);
                var written = shop == 1 && day == 30 && replace is not null ? replace : (value + (zeros ? 0 : 1)).ToString(CultureInfo.InvariantCulture);
                text.Append(CultureInfo.InvariantCulture, $"shop{shop},{new DateTime(2024, 1, 1).AddDays(day):yyyy-MM-dd},{written}\n");
            }
        }
        return _scratch.Write(name, text.ToString());
    }
}
