using System.Text;
using System.Text.Json;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.Cli.Tasks.Translate;
using Recurrent.Text.Translation;
using Recurrent.Training.Data;

namespace Recurrent.Cli.Tests;

public sealed class TranslateTests : IDisposable
{
    private static readonly string Endless = string.Join(' ', Enumerable.Repeat("dog", 100_000));
    private static readonly string[] Sizes = ["--hidden", "16", "--embedding", "16", "--vocabulary-size", "320", "--epochs", "2", "--batch-size", "16", "--learning-rate", "0.01"];
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Train_writes_everything_and_evaluate_gives_the_same_scores()
    {
        var (source, target) = Write("test", 40, seed: 3);
        var folder = await Train("--test-source", source, "--test-target", target, "--target-language", "fr");
        foreach (var name in new[] { "model/model.json", "model/model.safetensors", "model/tokenizer.json", "report.html", "metrics.json", "training.jsonl", "run.json" })
            Assert.True(File.Exists(Path.Combine(folder, name)), name);
        using var metrics = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "metrics.json"), TestContext.Current.CancellationToken));
        using var evaluated = JsonDocument.Parse((await Invocation.Run("evaluate", folder, "--source", source, "--target", target, "--target-language", "fr", "--json")).Succeeded().Output);
        foreach (var name in new[] { "bleu", "bleu_lowercase", "chrf", "sentences" })
            Assert.Equal(metrics.RootElement.GetProperty("test").GetProperty(name).GetDouble(), evaluated.RootElement.GetProperty(name).GetDouble());
        Assert.StartsWith("nrefs:1|case:mixed", evaluated.RootElement.GetProperty("bleu_signature").GetString(), StringComparison.Ordinal);
        foreach (var document in new[] { metrics.RootElement.GetProperty("test"), evaluated.RootElement })
            Assert.Contains("|tok:moses-fr|", document.GetProperty("bleu_lowercase_signature").GetString(), StringComparison.Ordinal);
        using var plain = JsonDocument.Parse((await Invocation.Run("evaluate", folder, "--source", source, "--target", target, "--json")).Succeeded().Output);
        Assert.Contains("|tok:moses|", plain.RootElement.GetProperty("bleu_lowercase_signature").GetString(), StringComparison.Ordinal);
        foreach (var baseline in new[] { "copy_source", "most_frequent" })
            Assert.True(evaluated.RootElement.GetProperty("baselines").GetProperty(baseline).GetProperty("bleu").GetDouble() >= 0);
        Assert.Contains("What was looked at", await File.ReadAllTextAsync(Path.Combine(folder, "report.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_gives_a_line_a_line_from_file_and_stdin_and_more_when_asked()
    {
        var folder = await Train();
        var input = _scratch.Path("new.en");
        await File.WriteAllTextAsync(input, "The dog sees a cat.\n\nA bird.\n🙂 שלום\n", TestContext.Current.CancellationToken);
        var fromFile = (await Invocation.Run("predict", folder, input)).Succeeded();
        await using (var stream = File.OpenRead(input)) Assert.Equal(fromFile.Output, (await Invocation.Run(stream, "predict", folder, "-")).Succeeded().Output);
        (await Invocation.Run("predict", folder, input, "--out", _scratch.Path("new.de"))).Succeeded();
        Assert.Equal(fromFile.Output, await File.ReadAllTextAsync(_scratch.Path("new.de"), TestContext.Current.CancellationToken));
        var lines = fromFile.Output.Split('\n');
        Assert.Equal(5, lines.Length);
        Assert.Equal("", lines[1]);
        var best = (await Invocation.Run("predict", folder, input, "--beam", "4", "--n-best", "3")).Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["1", "1", "1", "2"], best.Take(4).Select(static line => line.Split('\t')[0]));
        Assert.Contains("epochs", (await Invocation.Run("inspect", folder)).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_refuse_what_they_cannot_use_and_say_what_to_do()
    {
        var (source, target) = Write("train", 60, seed: 1);
        var shorter = _scratch.Path("shorter.de");
        await File.WriteAllLinesAsync(shorter, (await File.ReadAllLinesAsync(target, TestContext.Current.CancellationToken))[..50], TestContext.Current.CancellationToken);
        var output = _scratch.Path("refused");
        Refused(await Invocation.Run("train", "translate", "--source", source, "--target", shorter, "--out", output), "shorter.de, row 50");
        Assert.False(Directory.Exists(output));
        Refused(await Invocation.Run("train", "translate", "--source", source, "--target", target, "--test-source", source, "--out", output), "name both");
        Refused(await Invocation.Run("train", "translate", "--source", source, "--target", target, "--attention", "aditive", "--out", output), "did you mean 'additive'");
        Refused(await Invocation.Run("train", "translate", "--source", source, "--target", target, "--attention", "dot", "--out", output), "expected general or additive");
        var folder = await Train();
        Refused(await Invocation.Run("evaluate", folder, "data.tsv"), "--source FILE and --target FILE");
        Refused(await Invocation.Run("evaluate", folder), "name both files");
        Refused(await Invocation.Run("evaluate", folder, "--source", source, "--target", target, "--target-language", "French"), "--target-language: Received the language 'French'");
        Refused(await Invocation.Run("predict", folder, source, "--beam", "2", "--n-best", "3"), "raise --beam");
        Refused(await Invocation.Run("predict", folder, source, "--beam", "0"), "--beam: received 0; expected a number from 1 to 1000000.");
        Refused(await Invocation.Run("evaluate", folder, "--source", source, "--target", target, "--length-penalty", "-1"), "--length-penalty: received -1; expected a number from 0 to 5.");
        Refused(await Invocation.Run("predict", folder, source, "--max-length", "0"), "--max-length: received 0; expected a whole number of at least 1.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Predict_writes_the_translations_of_all_lines_before_one_that_it_refuses(bool isTooLong)
    {
        var folder = await Train();

        byte[] good = [.. "A dog sees the cat.\n"u8], bad = isTooLong ? Encoding.UTF8.GetBytes(Endless) : [0xFF, 0xFE];
        using var alone = new MemoryStream(good);
        using var damaged = new MemoryStream([.. good, .. bad, .. "\nA cat.\n"u8]);
        var expected = (await Invocation.Run(alone, "predict", folder, "-")).Succeeded().Output;
        var refused = await Invocation.Run(damaged, "predict", folder, "-");
        Refused(refused, "stdin, row 2");
        Refused(refused, isTooLong ? "Split the text" : "UTF-8");
        Assert.Equal(expected, refused.Output);
        Assert.Equal(1, expected.Count(static letter => letter == '\n'));
    }

    [Fact]
    public async Task Line_that_is_refused_takes_no_line_along_that_came_together_with_it()
    {
        var pump = new SentencePump(Translator.Load(Path.Combine(await Train(), "model")), new TranslateOptions { Beam = 2 }, best: 1);
        string[] good = ["A dog sees the cat.", "", "The bird."];
        using var expected = new StringWriter();
        using var output = new StringWriter();
        pump.WritePart(new TextPart("stdin", good, 10), expected, TestContext.Current.CancellationToken);
        var refusal = Assert.Throws<DataFormatException>(() => pump.WritePart(new TextPart("stdin", [.. good, Endless, "A cat."], 10), output, TestContext.Current.CancellationToken));
        Assert.Equal(("stdin", 14L), (refusal.File, refusal.Row));
        Assert.Equal(expected.ToString(), output.ToString());
        Assert.Equal(3, output.ToString().Count(static letter => letter == '\n'));
    }

    [Fact]
    public async Task Sentences_to_score_on_that_are_too_long_are_refused_by_file_and_row_before_anything_is_learnt()
    {
        var (source, target) = Write("train", 60, seed: 1);
        var (longSource, longTarget) = (_scratch.Path("long.en"), _scratch.Path("long.de"));
        await File.WriteAllLinesAsync(longSource, ["A dog.", "", Endless], TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(longTarget, ["Ein Hund.", "", "Hund"], TestContext.Current.CancellationToken);
        foreach (var kind in new[] { "test", "valid" })
        {
            var output = _scratch.Path("refused");
            Refused(await Invocation.Run("train", "translate", "--source", source, "--target", target, $"--{kind}-source", longSource, $"--{kind}-target", longTarget, "--out", output), "long.en, row 3: found");
            Assert.False(Directory.Exists(output));
        }
        Refused(await Invocation.Run("evaluate", await Train(), "--source", longSource, "--target", longTarget), "long.en, row 3: found");
    }

    [Fact]
    public async Task Report_shows_what_was_looked_at_in_the_lines_that_are_short_enough()
    {
        var (source, target) = Write("train", 60, seed: 1);
        await File.WriteAllLinesAsync(source, [Endless, .. await File.ReadAllLinesAsync(source, TestContext.Current.CancellationToken)], TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(target, ["Hund", .. await File.ReadAllLinesAsync(target, TestContext.Current.CancellationToken)], TestContext.Current.CancellationToken);
        var folder = _scratch.Path("with-maps");
        (await Invocation.Run(["train", "translate", "--source", source, "--target", target, .. Sizes, "--out", folder])).Succeeded();
        Assert.Contains("What was looked at", await File.ReadAllTextAsync(Path.Combine(folder, "report.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_of_a_run_without_validation_pairs_of_an_allowed_length_have_no_perplexity()
    {
        var empty = _scratch.Path("empty.txt");
        await File.WriteAllTextAsync(empty, "\n\n", TestContext.Current.CancellationToken);
        var folder = await Train("--valid-source", empty, "--valid-target", empty);
        using var metrics = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "metrics.json"), TestContext.Current.CancellationToken));
        Assert.Equal(JsonValueKind.Null, metrics.RootElement.GetProperty("validation_perplexity").ValueKind);
        Assert.DoesNotContain("perplexity", await File.ReadAllTextAsync(Path.Combine(folder, "model", "model.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public void Translator_is_kept_when_it_cannot_be_scored()
    {
        var pairs = DemoSentences.Draw(60);
        var request = new TranslateRequest
        {
            DataName = "sentences",
            Training = pairs,
            Validation = null,
            Test = pairs,
            TargetLanguage = "no code of a language",
            Options = new TranslatorOptions { Hidden = 16, Embedding = 16, VocabularySize = 320, Epochs = 1 },
            Search = new TranslateOptions(),
            Folder = OutputFolder.Named(_scratch.Path("kept"), force: false, resume: false),
            Command = "",
        };
        Assert.Throws<ArgumentException>(() => TranslateRunner.Run(request, new Notes(new Terminal(TextWriter.Null, TextWriter.Null), isQuiet: true), TestContext.Current.CancellationToken));
        Assert.NotEmpty(Translator.Load(request.Folder.Model).Settings);
    }

    private static void Refused(Invocation invocation, string part)
    {
        Assert.Equal(2, invocation.Code);
        Assert.Contains(part, invocation.Error, StringComparison.Ordinal);
    }

    private async Task<string> Train(params string[] more)
    {
        var (source, target) = Write("train", 200, seed: 1);
        var folder = _scratch.Path("model-" + more.Length);
        string[] command = ["train", "translate", "--source", source, "--target", target, .. Sizes, "--out", folder, .. more];
        (await Invocation.Run(command)).Succeeded();
        return folder;
    }

    private (string Source, string Target) Write(string name, int count, ulong seed)
    {
        var pairs = DemoSentences.Draw(count, seed);
        var (source, target) = (_scratch.Path(name + ".en"), _scratch.Path(name + ".de"));
        File.WriteAllLines(source, pairs.Select(static pair => pair.Source));
        File.WriteAllLines(target, pairs.Select(static pair => pair.Target));
        return (source, target);
    }
}
