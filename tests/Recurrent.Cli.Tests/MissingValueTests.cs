using System.Text.Json;

namespace Recurrent.Cli.Tests;

/// <summary>Missing values from the file to the report.</summary>
public sealed class MissingValueTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Missing_values_are_counted_by_series_and_scored_nowhere()
    {
        var (folder, run) = await Train();
        Assert.Contains("of 240 values are missing and masked: shop1 6, shop0 4.", run.Error, StringComparison.Ordinal);
        Assert.Contains("missing values", run.Error, StringComparison.Ordinal);
        using var metrics = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "metrics.json"), TestContext.Current.CancellationToken));
        var counts = metrics.RootElement.GetProperty("missing_values");
        Assert.Equal((4, 6), (counts.GetProperty("shop0").GetInt32(), counts.GetProperty("shop1").GetInt32()));
        var report = await File.ReadAllTextAsync(Path.Combine(folder, "report.html"), TestContext.Current.CancellationToken);
        Assert.Contains("<h3>Missing values</h3>", report, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", report, StringComparison.Ordinal);
        using var evaluated = JsonDocument.Parse((await Invocation.Run("evaluate", folder, "--json")).Succeeded().Output);
        Assert.Equal(10, evaluated.RootElement.GetProperty("missing_values").GetInt32());
        Assert.Equal(metrics.RootElement.GetProperty("test").GetProperty("mase").GetDouble(), evaluated.RootElement.GetProperty("mase").GetDouble());
        Assert.Contains("missing values", (await Invocation.Run("inspect", folder)).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_masks_what_the_history_lacks_and_says_so()
    {
        var (folder, _) = await Train();
        var run = (await Invocation.Run("predict", folder, _scratch.Path("lacking.csv"))).Succeeded();
        Assert.Contains("10 of 240 values are missing", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("takes it for known", run.Error, StringComparison.Ordinal);
        Assert.Equal((await Invocation.Run("predict", folder)).Succeeded().Output, run.Output);
        Assert.DoesNotContain("NaN", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("shop0,2024-04-30,", run.Output.Split('\n')[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_of_complete_series_says_what_it_reads_in_place_of_missing_values()
    {
        var complete = _scratch.WriteSales();
        var folder = _scratch.Path("complete");
        (await Invocation.Run("train", "forecast", complete, "--horizon", "7", "--epochs", "1", "--hidden", "8", "--ensemble", "1", "--out", folder)).Succeeded();
        WriteLacking();
        Assert.Contains("takes it for known", (await Invocation.Run("predict", folder, _scratch.Path("lacking.csv"))).Succeeded().Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_treatment_is_remembered_with_the_run()
    {
        var complete = _scratch.WriteSales();
        var folder = _scratch.Path("strict");
        (await Invocation.Run("train", "forecast", complete, "--horizon", "7", "--epochs", "1", "--hidden", "8", "--ensemble", "1", "--missing", "refuse", "--out", folder)).Succeeded();
        WriteLacking();
        var run = await Invocation.Run("predict", folder, _scratch.Path("lacking.csv"));
        Assert.Equal(2, run.Code);
        Assert.Contains("row ", run.Error, StringComparison.Ordinal);
        (await Invocation.Run("predict", folder, _scratch.Path("lacking.csv"), "--missing", "mask")).Succeeded();
    }

    [Fact]
    public async Task A_continuation_may_begin_behind_a_gap()
    {
        string[] lines = await File.ReadAllLinesAsync(_scratch.WriteSales(shops: 1), TestContext.Current.CancellationToken);
        var train = _scratch.Write("train.csv", string.Join('\n', lines[..100]));
        var test = _scratch.Write("test.csv", string.Join('\n', [lines[0], .. lines[103..110]]));
        var run = (await Invocation.Run("train", "forecast", train, "--test", test, "--epochs", "1", "--hidden", "8", "--ensemble", "1", "--out", _scratch.Path("joined"))).Succeeded();
        Assert.Contains("3 of 109 values are missing", run.Error, StringComparison.Ordinal);
        var far = _scratch.Write("far.csv", string.Join('\n', [lines[0], .. lines[113..120]]));
        var refused = await Invocation.Run("train", "forecast", train, "--test", far, "--epochs", "1", "--out", _scratch.Path("far"));
        Assert.Equal(2, refused.Code);
        Assert.Contains("beginning at 2024-04-22", refused.Error, StringComparison.Ordinal);
    }

    private async Task<(string Folder, Invocation Run)> Train()
    {
        var folder = _scratch.Path("model");
        var run = await Invocation.Run("train", "forecast", WriteLacking(), "--horizon", "7", "--epochs", "2", "--hidden", "8", "--ensemble", "2", "--seed", "1", "--out", folder);
        return (folder, run.Succeeded());
    }

    /// <summary>The sales without a few rows and with a few empty fields: 4 of the first shop, 6 of the second.</summary>
    private string WriteLacking()
    {
        var lines = File.ReadAllLines(_scratch.WriteSales()).ToList();
        foreach (var line in new[] { 20, 50, 118, 150, 160, 161, 236 }) lines[line] = lines[line][..(lines[line].LastIndexOf(',') + 1)];
        foreach (var line in new[] { 200, 199, 30 }) lines.RemoveAt(line);
        return _scratch.Write("lacking.csv", string.Join('\n', lines) + "\n");
    }
}
