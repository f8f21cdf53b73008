using System.Globalization;
using System.Text;
using System.Text.Json;
using Recurrent.Text.Embedded;

namespace Recurrent.Cli.Tests;

public sealed class GenerateTests : IDisposable
{
    private static readonly string[] Quick = ["--epochs", "2", "--hidden", "16", "--embedding", "8", "--layers", "1", "--batch-size", "4", "--segment", "32", "--quiet"];
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Train_writes_everything_and_evaluate_gives_the_same_scores()
    {
        var test = _scratch.Write("test.txt", DemoStory.Make(8, seed: 5));
        var folder = await Train("--test", test);
        foreach (var name in new[] { "model/model.json", "model/model.safetensors", "model/tokenizer.json", "report.html", "metrics.json", "training.jsonl", "run.json" })
            Assert.True(File.Exists(Path.Combine(folder, name)), name);
        using var metrics = JsonDocument.Parse(await Read(Path.Combine(folder, "metrics.json")));
        using var evaluated = JsonDocument.Parse((await Invocation.Run("evaluate", folder, test, "--json")).Succeeded().Output);
        foreach (var name in new[] { "nats_per_char", "bits_per_char", "perplexity", "tokens", "chars" })
            Assert.Equal(metrics.RootElement.GetProperty("test").GetProperty(name).GetDouble(), evaluated.RootElement.GetProperty(name).GetDouble());
        Assert.True(metrics.RootElement.GetProperty("test").GetProperty("baselines").TryGetProperty("6-gram", out _));
        var report = await Read(Path.Combine(folder, "report.html"));
        Assert.Contains("What surprises it", report, StringComparison.Ordinal);
        Assert.Contains("<svg", report, StringComparison.Ordinal);
        Assert.Contains("segment", (await Invocation.Run("inspect", folder)).Succeeded().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("char")]
    [InlineData("word")]
    [InlineData("bpe")]
    public async Task Generate_writes_on_from_the_prompt_and_the_seed_decides(string level)
    {
        var folder = await Train("--level", level, "--vocabulary", "320");
        string[] arguments = ["generate", folder, "--prompt", "Anna opens", "--length", "40", "--seed", "3"];
        var text = (await Invocation.Run(arguments)).Succeeded().Output;
        Assert.Equal(text, (await Invocation.Run(arguments)).Succeeded().Output);
        Assert.NotEqual(text, (await Invocation.Run([.. arguments[..^1], "4"])).Succeeded().Output);
        using var document = JsonDocument.Parse((await Invocation.Run([.. arguments, "--json"])).Succeeded().Output);
        Assert.Equal(text, document.RootElement.GetProperty("text").GetString() + Environment.NewLine);
        await using var prompt = new MemoryStream(Encoding.UTF8.GetBytes("Anna opens"));
        Assert.Equal(text, (await Invocation.Run(prompt, ["generate", folder, "--prompt", "-", .. arguments[4..]])).Succeeded().Output);
    }

    [Fact]
    public async Task Tokenizer_of_another_model_or_library_is_used_and_kept()
    {
        var folder = await Train("--level", "bpe", "--vocabulary", "320");
        var first = Path.Combine(folder, "model", "tokenizer.json");
        var second = await Train("--tokenizer", first);
        Assert.Equal(await Read(first), await Read(Path.Combine(second, "model", "tokenizer.json")));
        var pieces = _scratch.Write("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n" + string.Concat("abcdefghijklmnopqrstuvwxyz.,".Select(static letter => $"{letter}\n##{letter}\n")));
        var third = await Train("--tokenizer", pieces);
        Assert.Equal(await Read(pieces), await Read(Path.Combine(third, "model", "vocab.txt")));
        Assert.NotEmpty((await Invocation.Run("generate", third, "--prompt", "Anna opens", "--length", "20")).Succeeded().Output.Trim());
        Assert.Contains("imported", (await Invocation.Run("inspect", third)).Succeeded().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing", "cannot be read")]
    [InlineData("text", "[PAD]")]
    [InlineData("level", "--level")]
    public async Task Tokenizer_that_cannot_be_used_is_refused(string what, string found)
    {
        var (path, text) = (_scratch.Write("story.txt", Story), _scratch.Write("text.txt", "the\nriver\n"));
        string[] more = what switch { "missing" => ["--tokenizer", _scratch.Path("none.model")], "text" => ["--tokenizer", text], _ => ["--tokenizer", text, "--level", "word"] };
        if (what == "level") await File.WriteAllTextAsync(text, "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n", TestContext.Current.CancellationToken);
        var run = await Invocation.Run(["train", "generate", path, "--out", _scratch.Path("refused"), .. Quick, .. more]);
        Assert.Equal(2, run.Code);
        Assert.Contains(found, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_scratch.Path("refused")));
    }

    [Fact]
    public async Task Predict_scores_lines_of_a_file_and_of_stdin_alike()
    {
        var folder = await Train();
        var lines = _scratch.Write("lines.txt", "Anna opens the door.\n\nxq zz 🎉 שלום\n");
        var output = (await Invocation.Run("predict", folder, lines)).Succeeded().Output;
        var rows = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("line,nats,chars,nats_per_char", rows[0]);
        Assert.Equal("2,0,0,", rows[2]);
        Assert.Equal("12", rows[3].Split(',')[2]);
        Assert.True(double.Parse(rows[1].Split(',')[3], CultureInfo.InvariantCulture) < double.Parse(rows[3].Split(',')[3], CultureInfo.InvariantCulture));
        await using var input = File.OpenRead(lines);
        Assert.Equal(output, (await Invocation.Run(input, "predict", folder, "-")).Succeeded().Output);
    }

    [Fact]
    public async Task Corpus_and_test_may_be_gzip_with_a_mark_and_CRLF()
    {
        var plain = await Train();
        var packed = _scratch.Path("crlf.txt.gz");
        await using (var file = File.Create(packed))
        await using (var gzip = new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionLevel.Fastest))
            await gzip.WriteAsync(Encoding.UTF8.GetBytes("\uFEFF" + Story.Replace("\n", "\r\n", StringComparison.Ordinal)), TestContext.Current.CancellationToken);
        var folder = _scratch.Path("packed");
        (await Invocation.Run(["train", "generate", packed, "--out", folder, .. Quick])).Succeeded();
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(plain, "model/model.safetensors"), TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(Path.Combine(folder, "model/model.safetensors"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("empty", "an empty file")]
    [InlineData("short", "at least 200")]
    [InlineData("latin", "not UTF-8")]
    [InlineData("missing", "no file")]
    [InlineData("binary", "NUL byte")]
    [InlineData("table", "a Parquet file; expected running text")]
    public async Task Text_that_cannot_be_used_is_refused_and_leaves_no_folder(string kind, string expected)
    {
        var path = kind switch
        {
            "empty" => _scratch.Write("text.txt", ""),
            "short" => _scratch.Write("text.txt", "Too short.\n"),
            "latin" => _scratch.Write("text.txt", [.. Encoding.UTF8.GetBytes(Story), 0xE9, 0x20]),
            "binary" => _scratch.Write("text.txt", [.. Encoding.UTF8.GetBytes(Story), 0]),
            "table" => _scratch.Write("text.txt", "PAR1 and more PAR1"),
            _ => _scratch.Path("nowhere.txt"),
        };
        var folder = _scratch.Path("refused");
        var run = await Invocation.Run(["train", "generate", path, "--out", folder, .. Quick]);
        Assert.Equal(2, run.Code);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task Predict_of_an_empty_input_is_an_empty_result_and_gzip_on_stdin_is_named()
    {
        var folder = await Train();
        Assert.Equal("line,nats,chars,nats_per_char\n", (await Invocation.Run("predict", folder, "-")).Succeeded().Output);
        await using var pipe = new PipeStream([0x1F, 0x8B, 8, 0]);
        var run = await Invocation.Run(pipe, "predict", folder, "-");
        Assert.Equal(2, run.Code);
        Assert.Contains("stdin, row 1: found gzip data", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Training_without_validation_says_which_weights_it_kept()
    {
        var folder = _scratch.Path("whole");
        var run = (await Invocation.Run(["train", "generate", _scratch.Write("story.txt", Story), "--valid-share", "0", "--test-share", "0", "--out", folder, .. Quick])).Succeeded();
        Assert.Contains("kept those of epoch 2", run.Output, StringComparison.Ordinal);
        using var metrics = JsonDocument.Parse(await Read(Path.Combine(folder, "metrics.json")));
        Assert.Equal(JsonValueKind.Null, metrics.RootElement.GetProperty("validation_perplexity").ValueKind);
    }

    [Theory]
    [InlineData("--temperature", "-1", "--temperature: received -1; expected a number from 0 to 100.")]
    [InlineData("--temperature", "NaN", "--temperature: received NaN; expected a number from 0 to 100.")]
    [InlineData("--top-p", "1.5", "--top-p: received 1.5; expected a number from 0 to 1.")]
    [InlineData("--top-k", "0", "--top-k: received 0; expected a whole number of at least 1.")]
    [InlineData("--length", "-3", "--length: received -3; expected a whole number of at least 0.")]
    [InlineData("--repetition-penalty", "0", "--repetition-penalty: received 0; expected a number from 1 to 100.")]
    [InlineData("--stop", "", "--stop: received an empty text")]
    public async Task Generate_refuses_what_cannot_be_drawn(string option, string value, string expected)
    {
        var run = await Invocation.Run("generate", await Train(), option, value);
        Assert.Equal(2, run.Code);
        Assert.StartsWith(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generate_refuses_the_model_of_another_task()
    {
        var folder = _scratch.Path("forecast");
        (await Invocation.Run("train", "forecast", _scratch.WriteSales(), "--horizon", "7", "--epochs", "1", "--quiet", "--out", folder)).Succeeded();
        var run = await Invocation.Run("generate", folder);
        Assert.Equal(2, run.Code);
        Assert.Contains("model of forecast", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_may_learn_from_the_text_while_it_is_scored()
    {
        var folder = await Train();
        var text = _scratch.Write("other.txt", string.Concat(Enumerable.Repeat("wxyz uvw ", 100)));
        using var plain = JsonDocument.Parse((await Invocation.Run("evaluate", folder, text, "--json")).Succeeded().Output);
        using var dynamic = JsonDocument.Parse((await Invocation.Run("evaluate", folder, text, "--dynamic", "--json")).Succeeded().Output);
        Assert.True(dynamic.RootElement.GetProperty("nats_per_char").GetDouble() < plain.RootElement.GetProperty("nats_per_char").GetDouble());
        Assert.True(dynamic.RootElement.GetProperty("is_dynamic").GetBoolean());
    }

    private static string Story { get; } = DemoStory.Make(40, seed: 4);

    private async Task<string> Train(params string[] more)
    {
        var folder = _scratch.Path("story");
        (await Invocation.Run(["train", "generate", _scratch.Write("story.txt", Story), "--out", folder, "--force", .. Quick, .. more])).Succeeded();
        return folder;
    }

    private static Task<string> Read(string file) => File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
}
