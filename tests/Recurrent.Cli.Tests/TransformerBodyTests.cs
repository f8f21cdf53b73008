using System.Globalization;
using System.Text;
using Recurrent.Text.Embedded;
using Recurrent.Text.Translation;

namespace Recurrent.Cli.Tests;

/// <summary>Every task trains, saves and uses a transformer when asked for one.</summary>
public sealed class TransformerBodyTests : IDisposable
{
    private static readonly string[] Quick = ["--body", "transformer", "--epochs", "2", "--hidden", "8", "--quiet"];
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Generate_trains_and_writes_on()
    {
        var folder = await Train("generate", _scratch.Write("story.txt", DemoStory.Make(40, seed: 4)), "--embedding", "8", "--layers", "1", "--segment", "16", "--window", "8");
        string[] write = ["generate", folder, "--prompt", "Anna", "--length", "30", "--seed", "3"];
        var text = (await Invocation.Run(write)).Succeeded().Output;
        Assert.Equal(text, (await Invocation.Run(write)).Succeeded().Output);
        var inspected = (await Invocation.Run("inspect", folder)).Succeeded().Output;
        Assert.Contains("transformer of 8", inspected, StringComparison.Ordinal);
        Assert.Contains("self_attn.in_proj_weight", inspected, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Classify_tag_and_translate_train_and_predict()
    {
        var reviews = new StringBuilder("text,label\n");
        for (var index = 0; index < 80; index++) reviews.Append(CultureInfo.InvariantCulture, $"film {index % 7} was {(index % 2 == 0 ? "great" : "awful")},{(index % 2 == 0 ? "good" : "bad")}\n");
        await PredictsLines(await Train("classify", _scratch.Write("reviews.csv", reviews.ToString()), "--embedding", "8"), 2);

        var sentences = string.Concat(Enumerable.Range(0, 60).Select(static index => $"Anna B-PER\nsees O\n{(index % 2 == 0 ? "Paris B-LOC" : "rain O")}\n\n"));
        await PredictsLines(await Train("tag", _scratch.Write("train.conll", sentences), "--embedding", "8"), null);

        var pairs = DemoSentences.Draw(120);
        var source = _scratch.Write("train.en", string.Join('\n', pairs.Select(static pair => pair.Source)) + "\n");
        var target = _scratch.Write("train.de", string.Join('\n', pairs.Select(static pair => pair.Target)) + "\n");
        await PredictsLines(await Train("translate", "--source", source, "--target", target, "--embedding", "12", "--layers", "1", "--decoder-layers", "2", "--vocabulary-size", "320"), 2);
    }

    [Fact]
    public async Task Forecast_and_detect_train_and_predict()
    {
        var forecast = await Train("forecast", _scratch.WriteSales(), "--horizon", "7");
        Assert.Equal(1 + (2 * 7), (await Invocation.Run("predict", forecast)).Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("transformer", (await Invocation.Run("inspect", forecast)).Succeeded().Output, StringComparison.Ordinal);

        var rows = new StringBuilder("timestamp,value\n");
        for (var row = 0; row < 400; row++) rows.Append(CultureInfo.InvariantCulture, $"{new DateTime(2024, 1, 1).AddMinutes(row):yyyy-MM-dd HH:mm},{Math.Sin(row * 0.2):0.000}\n");
        var sensor = _scratch.Write("sensor.csv", rows.ToString());
        foreach (var method in new[] { "predict", "reconstruct" })
        {
            var detect = await Train("detect", sensor, "--method", method, "--force");
            Assert.Equal(401, (await Invocation.Run("predict", detect, sensor)).Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        }
    }

    [Theory]
    [InlineData("generate")]
    [InlineData("forecast")]
    public async Task A_cell_beside_a_transformer_is_refused(string task)
    {
        var data = task == "generate" ? _scratch.Write("story.txt", DemoStory.Make(20, seed: 4)) : _scratch.WriteSales();
        var run = await Invocation.Run("train", task, data, "--body", "transformer", "--cell", "gru", "--out", _scratch.Path("refused"));
        Assert.Equal(2, run.Code);
        Assert.Contains("no recurrent cell", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_scratch.Path("refused")));
    }

    [Fact]
    public async Task Settings_after_and_before_the_body_go_before_its_own()
    {
        var story = _scratch.Write("story.txt", DemoStory.Make(40, seed: 4));
        var run = (await Invocation.Run("train", "generate", story, "--set", "hidden=8", "--set", "body=transformer", "--set", "layers=1", "--embedding", "8", "--epochs", "1", "--out", _scratch.Path("run"))).Succeeded();
        Assert.Contains("1 × transformer of 8", run.Output + run.Error, StringComparison.Ordinal);
    }

    private async Task<string> Train(string task, params string[] more)
    {
        var folder = _scratch.Path(task);
        (await Invocation.Run(["train", task, .. more, "--out", folder, .. Quick])).Succeeded();
        return folder;
    }

    private async Task PredictsLines(string folder, int? lines)
    {
        var output = (await Invocation.Run("predict", folder, _scratch.Write("lines.txt", "Anna sees Paris\nfilm 3 was great\n"))).Succeeded().Output;
        Assert.True(output.Length > 0);
        if (lines is not null) Assert.Equal(lines, output.Split('\n').Length - 1);
    }
}
