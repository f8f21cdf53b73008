using System.Globalization;
using System.Text;
using System.Text.Json;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.Cli.Tasks.Classify;
using Recurrent.Text.Classification;
using Recurrent.Training.Data;

namespace Recurrent.Cli.Tests;

public sealed class ClassifyTests : IDisposable
{
    private static readonly string[] Quick = ["--set", "epochs=3", "--set", "hidden=8", "--set", "embedding=8", "--set", "batch_size=8", "--set", "learning_rate=0.02", "--quiet"];
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

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
    public async Task Predict_writes_label_and_probability_beside_the_input_of_every_kind()
    {
        var folder = await Train(WriteReviews("train.csv", 60), "--test-share", "0");
        var csv = await Predict(folder, _scratch.Write("new.csv", "id,text\n1,\"a great, great film\"\n2,an awful film\n"));
        Assert.Equal("id,text,label,probability", csv[0]);
        Assert.StartsWith("1,\"a great, great film\",good,0.", csv[1], StringComparison.Ordinal);
        Assert.StartsWith("2,an awful film,bad,0.", csv[2], StringComparison.Ordinal);

        var labelled = await Predict(folder, _scratch.Write("new.tsv", "label\treview\nx\tan awful \"film\n"), "--all-classes");
        Assert.Equal("label\treview\tpredicted_label\tprobability\tbad\tgood", labelled[0]);
        Assert.Equal(1, labelled[1].Split('\t')[4..].Sum(static one => double.Parse(one, CultureInfo.InvariantCulture)), 1e-5);

        var json = await Predict(folder, _scratch.Write("new.jsonl", "{\"text\":\"an awful film\",\"id\":7} \n"), "--all-classes", "--explain");
        using var document = JsonDocument.Parse(Assert.Single(json));
        Assert.Equal("bad", document.RootElement.GetProperty("label").GetString());
        Assert.Equal(7, document.RootElement.GetProperty("id").GetInt32());
        Assert.Contains("awful+", document.RootElement.GetProperty("why").GetString(), StringComparison.Ordinal);

        var lines = await Predict(folder, _scratch.Write("new.txt", "an awful film\n\n🙂\nשלום\ngreat"));
        Assert.Equal(5, lines.Length);
        Assert.StartsWith("bad,0.", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("good,0.", lines[4], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_streams_stdin_batch_by_batch_with_the_same_answers()
    {
        var folder = await Train(WriteReviews("train.csv", 60), "--test-share", "0");
        var text = string.Concat(Enumerable.Range(0, 50).Select(static index => $"a {(index % 3 == 0 ? "great" : "dull")} film {index}\n"));
        var whole = await Predict(folder, _scratch.Write("new.txt", text));
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var streamed = (await Invocation.Run(input, "predict", folder, "-", "--batch", "7")).Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(whole.Select(static line => line.Split(',')[0]), streamed.Select(static line => line.Split(',')[0]));
        for (var row = 0; row < whole.Length; row++)
            Assert.Equal(double.Parse(whole[row].Split(',')[1], CultureInfo.InvariantCulture), double.Parse(streamed[row].Split(',')[1], CultureInfo.InvariantCulture), 1e-5);
        var outFile = _scratch.Path("out.csv");
        using var summary = JsonDocument.Parse((await Invocation.Run("predict", folder, _scratch.Path("new.txt"), "--out", outFile, "--json")).Succeeded().Output);
        Assert.Equal(50, summary.RootElement.GetProperty("texts").GetInt32());
        Assert.Equal(50, summary.RootElement.GetProperty("labels").EnumerateObject().Sum(static one => one.Value.GetInt32()));
        Assert.Equal(whole, await File.ReadAllLinesAsync(outFile, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("a great film", "an awful film", "a dull film")]
    [InlineData("id,text", "1,a great film", "2,\"an awful film\"")]
    [InlineData("text\tid", "a great film\t1", "an awful film\t2")]
    [InlineData("text", "a great film", "", "an awful film")]
    public async Task Lone_line_of_stdin_is_answered_before_the_next_one_comes(params string[] lines)
    {
        var folder = await Train(WriteReviews("train.csv", 60), "--test-share", "0");
        using var input = new Conversation(lines);
        var terminal = new Terminal(input.Answers, TextWriter.Null) { OpenInput = () => input };
        Assert.Equal(0, await CommandLineApp.RunAsync(["predict", folder, "-"], terminal, TestContext.Current.CancellationToken));
        Assert.Empty(input.NotAnswered);
        Assert.Equal(lines.Length, input.Answers.ToString().Count(static letter => letter == '\n'));
    }

    [Fact]
    public async Task Waiting_for_stdin_can_be_interrupted()
    {
        var folder = await Train(WriteReviews("train.csv", 60), "--test-share", "0");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var end = new ManualResetEventSlim();
        using var input = new Conversation("a great film")
        {
            Silence = () =>
            {
                stop.Cancel();
                end.Wait();
            },
        };
        var terminal = new Terminal(input.Answers, TextWriter.Null) { OpenInput = () => input };
        var run = Task.Run(() => CommandLineApp.RunAsync(["predict", folder, "-"], terminal, stop.Token), TestContext.Current.CancellationToken);
        try
        {
            Assert.Equal(ExitCode.Interrupted, await run.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        }
        finally
        {
            end.Set();
        }
        Assert.StartsWith("good,0.", input.Answers.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("", "", "--format", "csv")]
    [InlineData("", "", "--format", "jsonl")]
    [InlineData("text\n", "text,label,probability\n")]
    public async Task Stdin_without_texts_gives_no_answers_and_no_error(string content, string expected, params string[] more)
    {
        var folder = await Train(WriteReviews("train.csv", 30), "--test-share", "0");
        using var input = new PipeStream(Encoding.UTF8.GetBytes(content));
        Assert.Equal(expected, (await Invocation.Run(input, ["predict", folder, "-", .. more])).Succeeded().Output);
        Assert.Equal(2, (await Invocation.Run("predict", folder, _scratch.Write("none.csv", ""))).Code);
    }

    [Fact]
    public async Task Rows_go_through_with_their_blanks_and_a_table_of_one_column_keeps_its_blank_rows()
    {
        var folder = await Train(WriteReviews("train.csv", 60), "--test-share", "0");
        var wide = await Predict(folder, _scratch.Write("wide.csv", "id, text ,note\n 1 ,\" a great film \",\" x\"\n"));
        Assert.Equal("id, text ,note,label,probability", wide[0]);
        Assert.StartsWith(" 1 , a great film , x,good,0.", wide[1], StringComparison.Ordinal);
        foreach (var name in new[] { "one.csv", "one.tsv" })
        {
            var one = await Predict(folder, _scratch.Write(name, "text\na great film\n\n  \nan awful film\n\n"));
            Assert.Equal(6, one.Length);
            Assert.Matches("^(good|bad).0", one[2].TrimStart(',', '\t'));
            Assert.StartsWith("  ", one[3], StringComparison.Ordinal);
            Assert.Equal(one[2].Trim(',', '\t'), one[5].Trim(',', '\t'));
        }
    }

    [Fact]
    public async Task Attention_is_shown_in_the_report_and_beside_the_reasons()
    {
        var folder = await Train(WriteReviews("train.csv", 60), "--pooling", "attention");
        var report = await File.ReadAllTextAsync(Path.Combine(folder, "report.html"), TestContext.Current.CancellationToken);
        Assert.Matches("title=\"[+-][0-9.]+, attention 0\\.[0-9]{2}\" style=\"[^\"]*border-bottom:[0-9.]+px", report);
        Assert.Contains("The bar below a word", report, StringComparison.Ordinal);
        var table = await Predict(folder, _scratch.Write("new.csv", "text\nan awful film\n\n"), "--explain");
        Assert.EndsWith(",why,attention", table[0], StringComparison.Ordinal);
        Assert.Equal(1, table[1].Split(',')[^1].Split(' ').Sum(static one => double.Parse(one.Split('=')[1], CultureInfo.InvariantCulture)), 0.02);
        Assert.EndsWith(",,", table[2], StringComparison.Ordinal);
        using var json = JsonDocument.Parse(Assert.Single(await Predict(folder, _scratch.Write("new.jsonl", "{\"text\":\"an awful film\"}\n"), "--explain")));
        Assert.Equal(table[1].Split(',')[^1], json.RootElement.GetProperty("attention").GetString());
        var plain = await Predict(await Train(WriteReviews("train.csv", 60), "--force"), _scratch.Path("new.csv"), "--explain");
        Assert.EndsWith(",why", plain[0], StringComparison.Ordinal);
        Assert.DoesNotContain("attention", await File.ReadAllTextAsync(Path.Combine(folder, "report.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_labels_are_trained_scored_and_written()
    {
        var rows = string.Concat(Enumerable.Range(0, 80).Select(static index => (index % 4) switch { 0 => "a great cheap film,good|cheap\n", 1 => "a great film,good\n", 2 => "a cheap film,cheap\n", _ => "a film,\n" }));
        var data = _scratch.Write("many.csv", "text,labels\n" + rows);
        var folder = await Train(data, "--epochs", "15", "--dropout", "0.1");
        using var evaluated = JsonDocument.Parse((await Invocation.Run("evaluate", folder, data, "--json")).Succeeded().Output);
        Assert.True(evaluated.RootElement.GetProperty("multi_label").GetBoolean());
        Assert.Equal(1, evaluated.RootElement.GetProperty("micro_f1").GetDouble(), 0.05);
        Assert.Equal(JsonValueKind.Null, evaluated.RootElement.GetProperty("confusion").ValueKind);
        using var said = JsonDocument.Parse(Assert.Single(await Predict(folder, _scratch.Write("new.jsonl", "{\"text\":\"a great cheap film\"}\n"))));
        Assert.Equal(2, said.RootElement.GetProperty("label").GetArrayLength());
    }

    [Fact]
    public async Task Columns_named_in_training_are_found_again_and_others_can_be_named_later()
    {
        var data = _scratch.Write("odd.csv", "what,kind\n" + string.Concat(Enumerable.Range(0, 30).Select(static index => $"a {(index % 2 == 0 ? "great" : "awful")} film,{(index % 2 == 0 ? "good" : "bad")}\n")));
        var folder = await Train(data, "--text-col", "what", "--label-col", "kind", "--test-share", "0");
        Assert.Contains("30 texts", (await Invocation.Run("evaluate", folder, data)).Succeeded().Output, StringComparison.Ordinal);
        var other = _scratch.Write("other.csv", "words,answer\na great film,good\n");
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
        var folder = _scratch.Path("out");
        var run = await Invocation.Run("train", "classify", _scratch.Write("bad.csv", content), "--out", folder, "--quiet", "--test-share", "0", "--validation-share", "0");
        Assert.Equal(2, run.Code);
        Assert.Contains(part, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task Label_of_the_test_file_that_was_not_learnt_is_refused_before_training()
    {
        var test = _scratch.Write("test.csv", "text,label\na,goood\n");
        var run = await Invocation.Run("train", "classify", WriteReviews("train.csv", 10), "--test", test, "--out", _scratch.Path("out"));
        Assert.Equal(2, run.Code);
        Assert.Contains("did you mean 'good'", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text,label\na,good\nb,\n", new string[0], "no label")]
    [InlineData("text,label\na,good\nb,good|bad\n", new[] { "--set", "multi_label=false" }, "'good|bad'")]
    public async Task Row_of_the_test_file_without_one_label_is_refused_with_its_row_before_training(string content, string[] more, string part)
    {
        var folder = _scratch.Path("out");
        foreach (var option in new[] { "--test", "--valid" })
        {
            var run = await Invocation.Run(["train", "classify", WriteReviews("train.csv", 10), option, _scratch.Write("other.csv", content), "--out", folder, .. Quick, .. more]);
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
        var other = _scratch.Write("other.csv", "text,label\nwas great,good\nfine and poor,good|bad\n");
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
            Folder = OutputFolder.Named(_scratch.Path("kept"), force: false, resume: false),
            Command = "",
        };
        var notes = new Notes(new Terminal(TextWriter.Null, TextWriter.Null), isQuiet: true);
        Assert.Throws<DataFormatException>(() => ClassifyRunner.Run(request, notes, TestContext.Current.CancellationToken));
        Assert.Equal(["x", "y"], TextClassifier.Load(request.Folder.Model).Labels);
    }

    [Fact]
    public async Task Row_that_is_no_text_stops_predict_without_half_a_file()
    {
        var folder = await Train(WriteReviews("train.csv", 30), "--test-share", "0");
        var bad = _scratch.Write("bad.tsv", [.. "text\tid\na\t1\n"u8, 0xFF, .. "\t2\n"u8]);
        var run = await Invocation.Run("predict", folder, bad, "--out", _scratch.Path("out.tsv"));
        Assert.Equal(2, run.Code);
        Assert.Contains("row 3", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_scratch.Path("out.tsv")));
        Assert.Equal(2, (await Invocation.Run("predict", folder)).Code);
        Assert.Equal(2, (await Invocation.Run("predict", folder, bad, "--format", "xml")).Code);
        Assert.Equal(2, (await Invocation.Run("evaluate", folder, bad, "--skip-rows", "3")).Code);
    }

    [Fact]
    public async Task Demo_learns_what_naive_bayes_cannot_and_writes_one_report()
    {
        using var run = JsonDocument.Parse((await Invocation.Run("demo", "classify", "--out", _scratch.Path("demo"), "--epochs", "6", "--json", "--quiet")).Succeeded().Output);
        foreach (var one in run.RootElement.GetProperty("runs").EnumerateArray())
        {
            var test = one.GetProperty("test");
            Assert.True(test.GetProperty("micro_f1").GetDouble() > 0.2 + test.GetProperty("baselines").GetProperty("naive_bayes").GetProperty("micro_f1").GetDouble());
        }
        Assert.True(File.Exists(_scratch.Path("demo/report.html")));
    }

    private static async Task<string[]> Predict(string folder, string file, params string[] more) =>
        (await Invocation.Run(["predict", folder, file, .. more])).Succeeded().Output.Split('\n')[..^1];

    private async Task<string> Train(string data, params string[] more)
    {
        var folder = _scratch.Path("run");
        (await Invocation.Run(["train", "classify", data, "--out", folder, .. Quick, .. more])).Succeeded();
        return folder;
    }

    /// <summary>Reviews whose word says what they are, half of each.</summary>
    private string WriteReviews(string name, int count, int start = 0)
    {
        string[] good = ["great", "lovely", "fine"], bad = ["awful", "dull", "poor"];
        var text = new StringBuilder("text,label\n");
        for (var index = start; index < start + count; index++)
            text.Append(CultureInfo.InvariantCulture, $"\"the film {index % 7} was {(index % 2 == 0 ? good : bad)[index % 3]}, I say\",{(index % 2 == 0 ? "good" : "bad")}\n");
        return _scratch.Write(name, text.ToString());
    }
}
