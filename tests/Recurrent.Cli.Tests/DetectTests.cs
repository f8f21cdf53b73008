using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Recurrent.Cli.Tests;

public sealed class DetectTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Train_writes_everything_and_evaluate_gives_the_same_scores()
    {
        var test = WriteSensor("test.csv", 300, labelled: true, fault: 200);
        var folder = await Train("--test", test);
        foreach (var name in new[] { "model/model.json", "model/model.safetensors", "model/memory.json", "report.html", "metrics.json", "training.jsonl", "run.json" })
            Assert.True(File.Exists(Path.Combine(folder, name)), name);
        using var metrics = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "metrics.json"), TestContext.Current.CancellationToken));
        using var evaluated = JsonDocument.Parse((await Invocation.Run("evaluate", folder, test, "--json")).Succeeded().Output);
        foreach (var name in new[] { "f1", "precision", "recall", "aupr", "false_alarms_per_day", "event_recall", "point_adjusted_f1", "alarms" })
            Assert.Equal(metrics.RootElement.GetProperty("test").GetProperty(name).GetDouble(), evaluated.RootElement.GetProperty(name).GetDouble());
        foreach (var baseline in new[] { "random", "z_score", "windowed_gaussian" })
            Assert.True(evaluated.RootElement.GetProperty("baselines").GetProperty(baseline).GetProperty("aupr").GetDouble() >= 0);
        Assert.Contains("<svg", await File.ReadAllTextAsync(Path.Combine(folder, "report.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_gives_the_same_rows_from_file_stdin_and_gzip()
    {
        var folder = await Train();
        var rows = WriteSensor("new.csv", 200, fault: 150);
        var fromFile = (await Invocation.Run("predict", folder, rows)).Succeeded();
        await using var input = File.OpenRead(rows);
        Assert.Equal(fromFile.Output, (await Invocation.Run(input, "predict", folder, "-")).Succeeded().Output);
        Assert.Equal(fromFile.Output, (await Invocation.Run("predict", folder, Zip(rows))).Succeeded().Output);
        (await Invocation.Run("predict", folder, rows, "--out", _scratch.Path("scores.csv"))).Succeeded();
        Assert.Equal(fromFile.Output, await File.ReadAllTextAsync(_scratch.Path("scores.csv"), TestContext.Current.CancellationToken));
        var lines = fromFile.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("timestamp,value,anomaly_score,is_anomaly", lines[0]);
        Assert.EndsWith(",1", lines[151], StringComparison.Ordinal);
        Assert.All(lines[1..], line => Assert.InRange(double.Parse(line.Split(',')[2], CultureInfo.InvariantCulture), 0, 1));
    }

    [Fact]
    public async Task Predict_explains_and_evaluates_without_labels_when_asked()
    {
        var folder = await Train();
        var rows = WriteSensor("new.csv", 100);
        Assert.StartsWith("timestamp,value,anomaly_score,is_anomaly,anomaly_channel,expected\n", (await Invocation.Run("predict", folder, rows, "--explain")).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("no labels", (await Invocation.Run("evaluate", folder, rows)).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("false_alarms_per_day", (await Invocation.Run("inspect", folder)).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_reads_a_folder_of_files_with_several_channels()
    {
        Directory.CreateDirectory(_scratch.Path("runs"));
        for (var run = 0; run < 2; run++)
            _scratch.Write($"runs/{run}.csv", "time;a;b\n" + string.Concat(Enumerable.Range(0, 120).Select(row => string.Create(CultureInfo.InvariantCulture, $"{row};{Math.Sin(row):0.000};{(row * 7 % 5) + run}\n"))));
        var run1 = (await Invocation.Run("train", "detect", _scratch.Path("runs"), "--out", _scratch.Path("model"), "--epochs", "2", "--quiet", "--json")).Succeeded();
        using var document = JsonDocument.Parse(run1.Output);
        Assert.Contains(document.RootElement.GetProperty("settings").EnumerateArray(), one => one.GetProperty("value").GetString() == "reconstruct");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Label_column_is_needed_only_where_it_is_scored(bool learntHasIt)
    {
        foreach (var name in new[] { "healthy", "faulty" })
        {
            Directory.CreateDirectory(_scratch.Path(name));
            var withLabel = learntHasIt || name == "faulty";
            _scratch.Write($"{name}/1.csv", (withLabel ? "time,a,defect\n" : "time,a\n")
                + string.Concat(Enumerable.Range(0, 150).Select(row => string.Create(CultureInfo.InvariantCulture, $"{row},{Math.Sin(row):0.000}{(withLabel ? row == 99 ? ",1" : ",0" : "")}\n"))));
        }

        string[] train = ["train", "detect", _scratch.Path("healthy"), "--test", _scratch.Path("faulty"), "--out", _scratch.Path("model"), "--epochs", "1", "--json", "--label-col"];
        using var document = JsonDocument.Parse((await Invocation.Run([.. train, "defect"])).Succeeded().Output);
        Assert.Equal(1, document.RootElement.GetProperty("test").GetProperty("labelled_rows").GetInt64());
        var run = await Invocation.Run([.. train, "defekt", "--force"]);
        Assert.Equal(2, run.Code);
        Assert.Contains("no column 'defekt' (did you mean 'defect'?)", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("timestamp,value\n2024-01-01 00:00:00,1\n2024-01-01 00:05:00,x\n", "row 3", "'x'")]
    [InlineData("timestamp,value\n2024-01-01 00:00:00,1\n2024-01-01 00:05:00,1e300\n", "row 3", "found '1e300'; expected a finite number from -1e30 to 1e30")]
    [InlineData("timestamp,value\n2024-01-01 00:00:00\n", "row 2", "1 fields")]
    [InlineData("timestamp,valve\n2024-01-01 00:00:00,1\n", "row 1", "value")]
    [InlineData("", "", "empty input")]
    public async Task Predict_refuses_rows_with_exit_code_2_and_says_where(string text, string row, string found)
    {
        var folder = await Train();
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var run = await Invocation.Run(input, "predict", folder, "-");
        Assert.Equal(2, run.Code);
        Assert.Contains("stdin", run.Error, StringComparison.Ordinal);
        Assert.Contains(row, run.Error, StringComparison.Ordinal);
        Assert.Contains(found, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--false-alarms-per-day", "0", "above 0")]
    [InlineData("--method", "guess", "predict or reconstruct")]
    [InlineData("--cell", "gruu", "did you mean 'gru'")]
    [InlineData("--set", "hiden=3", "did you mean 'hidden'")]
    [InlineData("--channels", "valeu", "did you mean 'value'")]
    [InlineData("--train-rows", "10", "at least 40")]
    [InlineData("--config", "nothing.json", "nothing.json")]
    public async Task Train_refuses_a_wrong_option_and_leaves_no_folder(string option, string value, string expected)
    {
        var run = await Invocation.Run("train", "detect", WriteSensor("sensor.csv", 300), "--out", _scratch.Path("refused"), option, value);
        Assert.Equal(2, run.Code);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_scratch.Path("refused")));
    }

    [Fact]
    public async Task Predict_without_input_and_with_options_of_another_task_is_refused()
    {
        var folder = await Train();
        foreach (var arguments in new[] { new[] { "predict", folder }, ["predict", folder, WriteSensor("x.csv", 50), "--horizon", "3"], ["evaluate", folder] })
            Assert.Equal(2, (await Invocation.Run(arguments)).Code);
    }

    [Fact]
    public async Task Demo_prints_the_same_scores_when_run_twice()
    {
        var arguments = new[] { "demo", "detect", "--epochs", "2", "--out", _scratch.Path("demo"), "--quiet" };
        var first = (await Invocation.Run(arguments)).Succeeded();
        Assert.Equal(first.Output, (await Invocation.Run([.. arguments, "--threads", "1"])).Succeeded().Output);
        Assert.Contains("random", first.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(_scratch.Path("demo/report.html")));
    }

    private async Task<string> Train(params string[] more)
    {
        (await Invocation.Run(["train", "detect", WriteSensor("sensor.csv", 500), "--epochs", "2", "--out", _scratch.Path("model"), "--quiet", .. more])).Succeeded();
        return _scratch.Path("model");
    }

    private static string Zip(string file)
    {
        using var output = File.Create(file + ".gz");
        using var compressed = new GZipStream(output, CompressionLevel.Fastest);
        compressed.Write(File.ReadAllBytes(file));
        return file + ".gz";
    }

    private string WriteSensor(string name, int rows, bool labelled = false, int fault = -1)
    {
        var text = new StringBuilder(labelled ? "timestamp,value,anomaly\n" : "timestamp,value\n");
        for (var row = 0; row < rows; row++)
        {
            var value = row == fault ? 90 : 50 + (5 * Math.Sin(row * 0.2)) + (row * 37 % 11 * 0.1);
            text.Append(CultureInfo.InvariantCulture, $"{new DateTime(2024, 1, 1).AddMinutes(5 * row):yyyy-MM-dd HH:mm:ss},{value:0.000}");
            text.Append(!labelled ? "\n" : row == fault ? ",1\n" : ",0\n");
        }
        return _scratch.Write(name, text.ToString());
    }
}
