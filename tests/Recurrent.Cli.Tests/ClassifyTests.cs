using System.Text.Json;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.Cli.Tasks.Classify;
using Recurrent.Text.Classification;
using Recurrent.Training.Data;

namespace Recurrent.Cli.Tests;

public sealed class ClassifyTests : ClassifyRuns
{
    [Fact]
    public async Task Train_writes_everything_and_evaluate_gives_the_same_scores()
    {
        var test = WriteReviews("test.csv", 20, 100);
        var folder = await Train(WriteReviews("train.csv", 240), "--test", test, "--ensemble", "2");
        foreach (var name in new[] { "model/model.json", "model/model.safetensors", "model/tokenizer.json", "model/counts.safetensors", "report.html", "metrics.json", "training.jsonl", "run.json" })
            Assert.True(File.Exists(Path.Combine(folder, name)), name);
        using var metrics = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "metrics.json"), TestContext.Current.CancellationToken));
        using var evaluated = JsonDocument.Parse((await Invocation.Run("evaluate", folder, test, "--json")).Succeeded().Output);
        foreach (var name in new[] { "accuracy", "macro_f1", "micro_f1", "texts", "nll", "ece", "nll_uncalibrated" })
            Assert.Equal(metrics.RootElement.GetProperty("test").GetProperty(name).GetDouble(), evaluated.RootElement.GetProperty(name).GetDouble());
        var baselines = evaluated.RootElement.GetProperty("baselines");
        Assert.Equal(0.5, baselines.GetProperty("majority").GetProperty("accuracy").GetDouble());
        Assert.True(baselines.TryGetProperty("naive_bayes", out _));
        Assert.Equal("bad", evaluated.RootElement.GetProperty("classes")[0].GetProperty("label").GetString());
        var report = await File.ReadAllTextAsync(Path.Combine(folder, "report.html"), TestContext.Current.CancellationToken);
        foreach (var part in new[] { "What was taken for what", "What decided", "color-mix", "calibration error", "<svg" }) Assert.Contains(part, report, StringComparison.Ordinal);
        Assert.Contains("log_count_ratios", (await Invocation.Run("inspect", folder)).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("naive Bayes", (await Invocation.Run("evaluate", folder, test)).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_labels_are_trained_scored_and_written()
    {
        var rows = string.Concat(Enumerable.Range(0, 80).Select(static index => (index % 4) switch { 0 => "a great cheap film,good|cheap\n", 1 => "a great film,good\n", 2 => "a cheap film,cheap\n", _ => "a film,\n" }));
        var data = Scratch.Write("many.csv", "text,labels\n" + rows);
        var folder = await Train(data, "--epochs", "15", "--dropout", "0.1");
        using var evaluated = JsonDocument.Parse((await Invocation.Run("evaluate", folder, data, "--json")).Succeeded().Output);
        Assert.True(evaluated.RootElement.GetProperty("multi_label").GetBoolean());
        Assert.Equal(1, evaluated.RootElement.GetProperty("micro_f1").GetDouble(), 0.05);
        Assert.Equal(JsonValueKind.Null, evaluated.RootElement.GetProperty("confusion").ValueKind);
        using var said = JsonDocument.Parse(Assert.Single(await Predict(folder, Scratch.Write("new.jsonl", "{\"text\":\"a great cheap film\"}\n"))));
        Assert.Equal(2, said.RootElement.GetProperty("label").GetArrayLength());
    }

    [Fact]
    public async Task Columns_named_in_training_are_found_again_and_others_can_be_named_later()
    {
        var data = Scratch.Write("odd.csv", "what,kind\n" + string.Concat(Enumerable.Range(0, 30).Select(static index => $"a {(index % 2 == 0 ? "great" : "awful")} film,{(index % 2 == 0 ? "good" : "bad")}\n")));
        var folder = await Train(data, "--text-col", "what", "--label-col", "kind", "--test-share", "0");
        Assert.Contains("30 texts", (await Invocation.Run("evaluate", folder, data)).Succeeded().Output, StringComparison.Ordinal);
        var other = Scratch.Write("other.csv", "words,answer\na great film,good\n");
        Assert.Equal(2, (await Invocation.Run("evaluate", folder, other)).Code);
        (await Invocation.Run("evaluate", folder, other, "--text-col", "words", "--label-col", "answer")).Succeeded();
    }

    [Theory]
    [InlineData("text,label\na,x\nb,x\n", "at least two classes")]
    [InlineData("text,stars\na,x\nb,y\n", "--label-col")]
    [InlineData("text,label\na,x\nb,\nc,y\n", "row 3")]
    [InlineData("", "empty file")]
    public async Task Data_that_cannot_be_used_are_refused_and_leave_nothing_behind(string content, string part)
    {
        var folder = Scratch.Path("out");
        var run = await Invocation.Run("train", "classify", Scratch.Write("bad.csv", content), "--out", folder, "--quiet", "--test-share", "0", "--validation-share", "0");
        Assert.Equal(2, run.Code);
        Assert.Contains(part, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task Score_of_texts_held_back_is_left_out_where_there_are_none()
    {
        var folder = await Train(WriteReviews("train.csv", 20), "--validation-share", "0");
        using var run = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "metrics.json"), TestContext.Current.CancellationToken));
        Assert.Equal(JsonValueKind.Null, run.RootElement.GetProperty("validation_accuracy").ValueKind);
        var metrics = TextClassifier.Load(Path.Combine(folder, "model")).Metrics;
        Assert.False(metrics.ContainsKey("validation_accuracy"));
        Assert.True(metrics.ContainsKey("test_accuracy"));
    }

    [Fact]
    public async Task Label_of_the_test_file_that_was_not_learnt_is_refused_before_training()
    {
        var test = Scratch.Write("test.csv", "text,label\na,goood\n");
        var run = await Invocation.Run("train", "classify", WriteReviews("train.csv", 10), "--test", test, "--out", Scratch.Path("out"));
        Assert.Equal(2, run.Code);
        Assert.Contains("did you mean 'good'", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text,label\na,good\nb,\n", new string[0], "no label")]
    [InlineData("text,label\na,good\nb,good|bad\n", new[] { "--set", "multi_label=false" }, "'good|bad'")]
    public async Task Row_of_the_test_file_without_one_label_is_refused_with_its_row_before_training(string content, string[] more, string part)
    {
        var folder = Scratch.Path("out");
        foreach (var option in new[] { "--test", "--valid" })
        {
            var run = await Invocation.Run(["train", "classify", WriteReviews("train.csv", 10), option, Scratch.Write("other.csv", content), "--out", folder, .. Quick, .. more]);
            Assert.Equal(2, run.Code);
            Assert.Contains("other.csv", run.Error, StringComparison.Ordinal);
            Assert.Contains("row 3", run.Error, StringComparison.Ordinal);
            Assert.Contains(part, run.Error, StringComparison.Ordinal);
            Assert.False(Directory.Exists(folder));
        }
    }

    [Theory]
    [InlineData("--test")]
    [InlineData("--valid")]
    public async Task Several_labels_of_a_text_that_is_not_learnt_from_make_every_label_a_question_of_its_own(string option)
    {
        var other = Scratch.Write("other.csv", "text,label\nwas great,good\nfine and poor,good|bad\n");
        var folder = await Train(WriteReviews("train.csv", 40), option, other);
        using var evaluated = JsonDocument.Parse((await Invocation.Run("evaluate", folder, other, "--json")).Succeeded().Output);
        Assert.True(evaluated.RootElement.GetProperty("multi_label").GetBoolean());
    }

    [Fact]
    public void Classifier_is_kept_when_its_scores_cannot_be_had()
    {
        LabelledText[] texts = [.. Enumerable.Range(0, 20).Select(static index => new LabelledText("one", index % 2 == 0 ? "x" : "y"))];
        var request = new ClassifyRequest
        {
            DataName = "texts",
            Training = texts,
            Test = [new LabelledText("one", "never learnt")],
            Options = new TextClassifierOptions { Epochs = 1, Hidden = 4, Embedding = 4 },
            Folder = OutputFolder.Named(Scratch.Path("kept"), force: false, resume: false),
            Command = "",
        };
        var notes = new Notes(new Terminal(TextWriter.Null, TextWriter.Null), isQuiet: true);
        Assert.Throws<DataFormatException>(() => ClassifyRunner.Run(request, notes, TestContext.Current.CancellationToken));
        Assert.Equal(["x", "y"], TextClassifier.Load(request.Folder.Model).Labels);
    }

    [Fact]
    public async Task Demo_learns_what_naive_bayes_cannot_and_writes_one_report()
    {
        using var run = JsonDocument.Parse((await Invocation.Run("demo", "classify", "--out", Scratch.Path("demo"), "--epochs", "6", "--json", "--quiet")).Succeeded().Output);
        foreach (var one in run.RootElement.GetProperty("runs").EnumerateArray())
        {
            var test = one.GetProperty("test");
            Assert.True(test.GetProperty("micro_f1").GetDouble() > 0.2 + test.GetProperty("baselines").GetProperty("naive_bayes").GetProperty("micro_f1").GetDouble());
        }
        Assert.True(File.Exists(Scratch.Path("demo/report.html")));
    }
}
