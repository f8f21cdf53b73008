using System.Globalization;
using System.Text;
using System.Text.Json;
using Recurrent.Cli.Presentation;

namespace Recurrent.Cli.Tests;

public sealed class ClassifyPredictTests : ClassifyRuns
{
    [Fact]
    public async Task Predict_writes_label_and_probability_beside_the_input_of_every_kind()
    {
        var folder = await Train(WriteReviews("train.csv", 60), "--test-share", "0");
        var csv = await Predict(folder, Scratch.Write("new.csv", "id,text\n1,\"a great, great film\"\n2,an awful film\n"));
        Assert.Equal("id,text,label,probability", csv[0]);
        Assert.StartsWith("1,\"a great, great film\",good,0.", csv[1], StringComparison.Ordinal);
        Assert.StartsWith("2,an awful film,bad,0.", csv[2], StringComparison.Ordinal);

        var labelled = await Predict(folder, Scratch.Write("new.tsv", "label\treview\nx\tan awful \"film\n"), "--all-classes");
        Assert.Equal("label\treview\tpredicted_label\tprobability\tbad\tgood", labelled[0]);
        Assert.Equal(1, labelled[1].Split('\t')[4..].Sum(static one => double.Parse(one, CultureInfo.InvariantCulture)), 1e-5);

        var json = await Predict(folder, Scratch.Write("new.jsonl", "{\"text\":\"an awful film\",\"id\":7} \n"), "--all-classes", "--explain");
        using var document = JsonDocument.Parse(Assert.Single(json));
        Assert.Equal("bad", document.RootElement.GetProperty("label").GetString());
        Assert.Equal(7, document.RootElement.GetProperty("id").GetInt32());
        Assert.Contains("awful+", document.RootElement.GetProperty("why").GetString(), StringComparison.Ordinal);

        var lines = await Predict(folder, Scratch.Write("new.txt", "an awful film\n\n🙂\nשלום\ngreat"));
        Assert.Equal(5, lines.Length);
        Assert.StartsWith("bad,0.", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("good,0.", lines[4], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_streams_stdin_batch_by_batch_with_the_same_answers()
    {
        var folder = await Train(WriteReviews("train.csv", 60), "--test-share", "0");
        var text = string.Concat(Enumerable.Range(0, 50).Select(static index => $"a {(index % 3 == 0 ? "great" : "dull")} film {index}\n"));
        var whole = await Predict(folder, Scratch.Write("new.txt", text));
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var streamed = (await Invocation.Run(input, "predict", folder, "-", "--batch", "7")).Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(whole.Select(static line => line.Split(',')[0]), streamed.Select(static line => line.Split(',')[0]));
        for (var row = 0; row < whole.Length; row++)
            Assert.Equal(double.Parse(whole[row].Split(',')[1], CultureInfo.InvariantCulture), double.Parse(streamed[row].Split(',')[1], CultureInfo.InvariantCulture), 1e-5);
        var outFile = Scratch.Path("out.csv");
        using var summary = JsonDocument.Parse((await Invocation.Run("predict", folder, Scratch.Path("new.txt"), "--out", outFile, "--json")).Succeeded().Output);
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
        Assert.Equal(2, (await Invocation.Run("predict", folder, Scratch.Write("none.csv", ""))).Code);
    }

    [Fact]
    public async Task Rows_go_through_with_their_blanks_and_a_table_of_one_column_keeps_its_blank_rows()
    {
        var folder = await Train(WriteReviews("train.csv", 60), "--test-share", "0");
        var wide = await Predict(folder, Scratch.Write("wide.csv", "id, text ,note\n 1 ,\" a great film \",\" x\"\n"));
        Assert.Equal("id, text ,note,label,probability", wide[0]);
        Assert.StartsWith(" 1 , a great film , x,good,0.", wide[1], StringComparison.Ordinal);
        foreach (var name in new[] { "one.csv", "one.tsv" })
        {
            var one = await Predict(folder, Scratch.Write(name, "text\na great film\n\n  \nan awful film\n\n"));
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
        var table = await Predict(folder, Scratch.Write("new.csv", "text\nan awful film\n\n"), "--explain");
        Assert.EndsWith(",why,attention", table[0], StringComparison.Ordinal);
        Assert.Equal(1, table[1].Split(',')[^1].Split(' ').Sum(static one => double.Parse(one.Split('=')[1], CultureInfo.InvariantCulture)), 0.02);
        Assert.EndsWith(",,", table[2], StringComparison.Ordinal);
        using var json = JsonDocument.Parse(Assert.Single(await Predict(folder, Scratch.Write("new.jsonl", "{\"text\":\"an awful film\"}\n"), "--explain")));
        Assert.Equal(table[1].Split(',')[^1], json.RootElement.GetProperty("attention").GetString());
        var plain = await Predict(await Train(WriteReviews("train.csv", 60), "--force"), Scratch.Path("new.csv"), "--explain");
        Assert.EndsWith(",why", plain[0], StringComparison.Ordinal);
        Assert.DoesNotContain("attention", await File.ReadAllTextAsync(Path.Combine(folder, "report.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row_that_is_no_text_stops_predict_without_half_a_file()
    {
        var folder = await Train(WriteReviews("train.csv", 30), "--test-share", "0");
        var bad = Scratch.Write("bad.tsv", [.. "text\tid\na\t1\n"u8, 0xFF, .. "\t2\n"u8]);
        var run = await Invocation.Run("predict", folder, bad, "--out", Scratch.Path("out.tsv"));
        Assert.Equal(2, run.Code);
        Assert.Contains("row 3", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Scratch.Path("out.tsv")));
        Assert.Equal(2, (await Invocation.Run("predict", folder)).Code);
        Assert.Equal(2, (await Invocation.Run("predict", folder, bad, "--format", "xml")).Code);
        Assert.Equal(2, (await Invocation.Run("evaluate", folder, bad, "--skip-rows", "3")).Code);
    }
}
