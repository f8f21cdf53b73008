using System.Text;
using System.Text.Json;
using Recurrent.Text.Embedded;
using Recurrent.Text.Tagging;

namespace Recurrent.Cli.Tests;

public sealed class TagTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Train_writes_everything_and_evaluate_gives_the_same_scores()
    {
        var test = Sentences("test.conll", 30, 2);
        var folder = await Train("--test", test);
        foreach (var name in new[] { "model/model.json", "model/model.safetensors", "model/vocabulary.json", "model/simple.json", "report.html", "metrics.json", "training.jsonl", "run.json" })
            Assert.True(File.Exists(Path.Combine(folder, name)), name);
        using var metrics = JsonDocument.Parse(await Text(Path.Combine(folder, "metrics.json")));
        using var evaluated = JsonDocument.Parse((await Invocation.Run("evaluate", folder, test, "--json")).Succeeded().Output);
        Assert.True(JsonElement.DeepEquals(metrics.RootElement.GetProperty("test"), evaluated.RootElement));
        foreach (var name in new[] { "precision", "recall", "f1", "accuracy" }) Assert.InRange(evaluated.RootElement.GetProperty("model").GetProperty(name).GetDouble(), 0, 1);
        Assert.Equal(0, evaluated.RootElement.GetProperty("baselines").GetProperty("majority").GetProperty("f1").GetDouble());
        Assert.True(evaluated.RootElement.GetProperty("baselines").TryGetProperty("most_frequent", out _));
        Assert.True(evaluated.RootElement.GetProperty("model").GetProperty("types").TryGetProperty("PER", out _));
        var report = await Text(Path.Combine(folder, "report.html"));
        Assert.Contains("<mark", report, StringComparison.Ordinal);
        Assert.Contains("What was taken for what", report, StringComparison.Ordinal);
        Assert.Contains("inner_scheme", (await Invocation.Run("inspect", folder)).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_gives_the_same_from_file_and_stdin_and_keeps_the_columns()
    {
        var folder = await Train();
        var rows = Sentences("new.conll", 20, 3);
        var fromFile = (await Invocation.Run("predict", folder, rows)).Succeeded();
        await using var input = File.OpenRead(rows);
        Assert.Equal(fromFile.Output, (await Invocation.Run(input, "predict", folder, "-")).Succeeded().Output);
        (await Invocation.Run("predict", folder, rows, "--out", _scratch.Path("tagged.conll"))).Succeeded();
        Assert.Equal(fromFile.Output, await Text(_scratch.Path("tagged.conll")));
        var before = (await Text(rows)).TrimEnd('\n').Split('\n');
        var after = fromFile.Output.TrimEnd('\n').Split('\n');
        Assert.All(before.Zip(after), static pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal));
        // The tag that was there is a column like any other; what is written can be read again.
        Assert.Equal(20, ConllFile.Read(_scratch.Path("tagged.conll")).Count);
    }

    [Fact]
    public async Task Predict_tags_a_sentence_a_line_and_counts_with_json()
    {
        var folder = await Train();
        await using var text = new MemoryStream(Encoding.UTF8.GetBytes("Aldra left Marburg.\nNobody knew.\n"));
        var lines = (await Invocation.Run(text, "predict", folder, "-")).Succeeded().Output.Split('\n');
        Assert.Equal(["Aldra", "left", "Marburg", ".", "", "Nobody", "knew", ".", "", ""], lines.Select(static line => line.Split(' ')[0]));
        using var counts = JsonDocument.Parse((await Invocation.Run("predict", folder, Sentences("n.conll", 5, 4), "--out", _scratch.Path("o.conll"), "--json")).Succeeded().Output);
        Assert.Equal(5, counts.RootElement.GetProperty("sentences").GetInt64());
    }

    [Theory]
    [InlineData("a O\nb\n", "row 2")]
    [InlineData("a O\nb B_PER\n", "'B_PER'")]
    [InlineData("a\nb\n", "without a tag")]
    [InlineData("a O\n", "no entity")]
    [InlineData("", "empty file")]
    public async Task Files_that_cannot_be_learnt_from_are_refused_and_leave_nothing(string text, string message)
    {
        var run = await Invocation.Run("train", "tag", _scratch.Write("bad.conll", text), "--out", _scratch.Path("bad"));
        Assert.Equal(2, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Contains("bad.conll", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_scratch.Path("bad")));
    }

    [Fact]
    public async Task Wrong_arguments_are_named_with_what_was_meant()
    {
        var folder = await Train();
        Assert.Contains("did you mean 'conll'", (await Invocation.Run("predict", folder, "x", "--tag-input", "conl")).Error, StringComparison.Ordinal);
        Assert.Contains("--out", (await Invocation.Run("predict", folder, Sentences("a.conll", 3, 5), "--json")).Error, StringComparison.Ordinal);
        Assert.Equal(2, (await Invocation.Run("evaluate", folder)).Code);
        Assert.Contains("inner_scheme", (await Invocation.Run("train", "tag", "x.conll", "--set", "inner_schema=iob2")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_shows_scores_beside_simple_methods()
    {
        var run = (await Invocation.Run("demo", "tag", "--epochs", "1", "--hidden", "8", "--out", _scratch.Path("demo"))).Succeeded();
        Assert.Contains("the tag each word most often had", run.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(_scratch.Path("demo/report.html")));
    }

    private static async Task<string> Text(string file) => await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);

    private async Task<string> Train(params string[] more)
    {
        var folder = _scratch.Path("run");
        (await Invocation.Run(["train", "tag", Sentences("train.conll", 80, 0), "--hidden", "8", "--embedding", "8", "--epochs", "2", "--threads", "1", "--out", folder, .. more])).Succeeded();
        return folder;
    }

    private string Sentences(string name, int count, int part)
    {
        using var text = new StringWriter();
        ConllFile.Write(text, DemoEntities.Sentences(count, part));
        return _scratch.Write(name, text.ToString());
    }
}
