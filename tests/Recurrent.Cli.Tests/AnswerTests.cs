using System.Globalization;
using System.Text;
using System.Text.Json;
using Recurrent.Text.Embedded;

namespace Recurrent.Cli.Tests;

public sealed class AnswerTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Train_writes_everything_and_evaluate_gives_the_same_scores()
    {
        var test = Stories("test.txt", 30, 2);
        var folder = await Train("--test", test);
        foreach (var name in new[] { "model/model.json", "model/model.safetensors", "model/vocabulary.json", "model/simple.json", "report.html", "metrics.json", "training.jsonl", "run.json" })
            Assert.True(File.Exists(Path.Combine(folder, name)), name);
        using var metrics = JsonDocument.Parse(await Text(Path.Combine(folder, "metrics.json")));
        using var evaluated = JsonDocument.Parse((await Invocation.Run("evaluate", folder, test, "--json")).Succeeded().Output);
        Assert.True(JsonElement.DeepEquals(metrics.RootElement.GetProperty("test"), evaluated.RootElement));
        Assert.InRange(evaluated.RootElement.GetProperty("model").GetProperty("errors").GetProperty("test.txt").GetDouble(), 0, 1);
        Assert.True(evaluated.RootElement.GetProperty("baselines").TryGetProperty("majority", out _));
        Assert.True(evaluated.RootElement.GetProperty("baselines").TryGetProperty("most_frequent_given_question", out _));
        Assert.Equal(3, metrics.RootElement.GetProperty("networks").GetArrayLength());
        var report = await Text(Path.Combine(folder, "report.html"));
        Assert.Contains("What it looked at", report, StringComparison.Ordinal);
        Assert.Contains("Networks that were tried", report, StringComparison.Ordinal);
        Assert.Contains("linear_start", (await Invocation.Run("inspect", folder)).Succeeded().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--nosuch", "--nosuch: there is no such option. A file")]
    [InlineData("--epoch=3", "--epoch: there is no such option (did you mean '--epochs'?)")]
    [InlineData("--quite", "did you mean '--quiet'")]
    public async Task Option_that_nobody_knows_is_not_taken_for_a_file(string option, string message)
    {
        var run = await Invocation.Run("train", "answer", Stories("a.txt", 20, 0), option, "--out", _scratch.Path("none"));
        Assert.Equal(2, run.Code);
        Assert.StartsWith(option.Split('=')[0], run.Error, StringComparison.Ordinal);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Contains("'rnn train answer --help'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_whose_name_begins_like_an_option_goes_behind_two_dashes()
    {
        var run = await Invocation.Run("train", "answer", "--out", _scratch.Path("none"), "--", "--nosuch");
        Assert.Equal(2, run.Code);
        Assert.Contains("found no file", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_files_are_learnt_together_and_scored_one_by_one()
    {
        var folder = _scratch.Path("both");
        string first = Stories("a.txt", 20, 0), second = Stories("b.txt", 20, 1);
        (await Invocation.Run("train", "answer", first, second, "--test", first, "--test", second, "--reader", "memory", "--embedding", "8", "--epochs", "2", "--restarts", "1", "--out", folder)).Succeeded();
        using var metrics = JsonDocument.Parse(await Text(Path.Combine(folder, "metrics.json")));
        var errors = metrics.RootElement.GetProperty("test").GetProperty("model").GetProperty("errors");
        Assert.Equal(["a.txt", "b.txt"], errors.EnumerateObject().Select(static one => one.Name));
        Assert.Equal(errors.EnumerateObject().Average(static one => one.Value.GetDouble()), metrics.RootElement.GetProperty("test").GetProperty("model").GetProperty("mean_error").GetDouble(), 1e-12);
    }

    [Fact]
    public async Task Predict_gives_an_answer_a_question_from_file_and_stdin()
    {
        var folder = await Train();
        var rows = Stories("new.txt", 20, 3, withAnswers: false);
        var fromFile = (await Invocation.Run("predict", folder, rows)).Succeeded();
        Assert.Equal(40, fromFile.Output.TrimEnd('\n').Split('\n').Length);
        await using var input = File.OpenRead(rows);
        Assert.Equal(fromFile.Output, (await Invocation.Run(input, "predict", folder, "-")).Succeeded().Output);
        var counted = (await Invocation.Run("predict", folder, rows, "--out", _scratch.Path("said.txt"), "--json")).Succeeded();
        Assert.Equal(fromFile.Output, await Text(_scratch.Path("said.txt")));
        using var counts = JsonDocument.Parse(counted.Output);
        Assert.Equal(40, counts.RootElement.GetProperty("questions").GetInt64());
        var explained = (await Invocation.Run("predict", folder, rows, "--explain")).Succeeded().Output.TrimEnd('\n').Split('\n');
        Assert.Equal(fromFile.Output.TrimEnd('\n').Split('\n'), explained.Select(static line => line.Split('\t')[0]));
        Assert.All(explained, static line => Assert.Equal(3, line.Split('\t').Length));
        Assert.Contains(explained, static line => line.Contains(" the ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Interrupted_run_that_is_resumed_answers_as_one_that_never_stopped()
    {
        var test = Stories("test.txt", 10, 2);
        var whole = await Train();
        var expected = (await Invocation.Run("predict", whole, test)).Succeeded().Output;
        // As if it had been stopped before the model was written.
        var folder = _scratch.Path("again");
        Directory.Move(whole, folder);
        Directory.Delete(Path.Combine(folder, "model"), recursive: true);
        if (!Directory.Exists(Path.Combine(folder, "checkpoint"))) Assert.Skip("checkpoints of a finished run are removed");
        (await Invocation.Run(["train", "answer", _scratch.Path("train.txt"), .. Quick, "--out", folder, "--resume"])).Succeeded();
        Assert.Equal(expected, (await Invocation.Run("predict", folder, test)).Succeeded().Output);
    }

    [Theory]
    [InlineData("Mary went out.\n", "row 1")]
    [InlineData("1 Mary went out.\n2 Where is Mary?\t\n", "without an answer")]
    [InlineData("1 Mary went out.\n3 Where is Mary?\tout\n2 She left.\n", "2 behind 3")]
    [InlineData("1 Mary went out.\n", "no question")]
    [InlineData("", "empty file")]
    public async Task Files_that_cannot_be_learnt_from_are_refused_and_leave_nothing(string text, string message)
    {
        var run = await Invocation.Run("train", "answer", _scratch.Write("bad.txt", text), "--out", _scratch.Path("bad"));
        Assert.Equal(2, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Contains("bad.txt", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_scratch.Path("bad")));
    }

    [Fact]
    public async Task Wrong_arguments_are_named_with_what_was_meant()
    {
        var folder = await Train();
        Assert.Contains("did you mean 'memory'", (await Invocation.Run("train", "answer", "x.txt", "--reader", "memry")).Error, StringComparison.Ordinal);
        Assert.Contains("--out", (await Invocation.Run("predict", folder, Stories("a.txt", 3, 5), "--json")).Error, StringComparison.Ordinal);
        Assert.Equal(2, (await Invocation.Run("evaluate", folder)).Code);
        Assert.Equal(2, (await Invocation.Run("predict", folder)).Code);
        Assert.Equal(2, (await Invocation.Run("train", "answer", _scratch.Path("missing.txt"))).Code);
        await using var bad = new MemoryStream(Encoding.UTF8.GetBytes("1 Anna left.\nWhere is Anna?\t\n"));
        var refused = await Invocation.Run(bad, "predict", folder, "-");
        Assert.Equal(2, refused.Code);
        Assert.Contains("stdin", refused.Error, StringComparison.Ordinal);
        Assert.Contains("row 2", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_shows_scores_beside_simple_methods()
    {
        var run = (await Invocation.Run("demo", "answer", "--epochs", "1", "--hidden", "8", "--out", _scratch.Path("demo"))).Succeeded();
        Assert.Contains("the most frequent answer to the same words", run.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(_scratch.Path("demo/report.html")));
    }

    private static string[] Quick => ["--embedding", "8", "--epochs", "2", "--restarts", "1", "--threads", "1"];

    private static async Task<string> Text(string file) => await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);

    private async Task<string> Train(params string[] more)
    {
        var folder = _scratch.Path("run");
        (await Invocation.Run(["train", "answer", Stories("train.txt", 60, 0), .. Quick, "--out", folder, .. more])).Succeeded();
        return folder;
    }

    private string Stories(string name, int count, int part, bool withAnswers = true)
    {
        var text = new StringBuilder();
        foreach (var story in DemoWorld.Questions(count, part).GroupBy(static one => one.Number))
        {
            var (line, told) = (0, 0);
            foreach (var question in story)
            {
                foreach (var sentence in question.Story.Skip(told)) text.Append(CultureInfo.InvariantCulture, $"{++line} {sentence}\n");
                told = question.Story.Count;
                text.Append(CultureInfo.InvariantCulture, $"{++line} {question.Question}\t{(withAnswers ? question.Answer : "")}\t1\n");
            }
        }

        return _scratch.Write(name, text.ToString());
    }
}
