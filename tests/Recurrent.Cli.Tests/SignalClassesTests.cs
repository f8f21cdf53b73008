using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Recurrent.Cli.Tests;

public sealed class SignalClassesTests : IDisposable
{
    private static readonly string[] Quick = ["--epochs", "3", "--hidden", "8", "--layers", "1", "--members", "2", "--quiet"];
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Train_writes_everything_and_evaluate_gives_the_same_scores()
    {
        var (train, test) = (WriteSounds("train", 8), WriteSounds("test", 4));
        var folder = await Train(train, "--test", test);
        foreach (var name in new[] { "model/model.json", "model/model.safetensors", "model/simple.json", "report.html", "metrics.json", "training.jsonl", "run.json" })
            Assert.True(File.Exists(Path.Combine(folder, name)), name);
        using var metrics = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "metrics.json"), TestContext.Current.CancellationToken));
        using var evaluated = JsonDocument.Parse((await Invocation.Run("evaluate", folder, test, "--json")).Succeeded().Output);
        foreach (var name in new[] { "accuracy", "macro_f1", "signals" })
            Assert.Equal(metrics.RootElement.GetProperty("test").GetProperty(name).GetDouble(), evaluated.RootElement.GetProperty(name).GetDouble());
        Assert.Equal(0.5, evaluated.RootElement.GetProperty("baselines").GetProperty("majority").GetProperty("accuracy").GetDouble());
        Assert.Equal("""["high","low"]""", evaluated.RootElement.GetProperty("labels").GetRawText().ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal));
        var report = await File.ReadAllTextAsync(Path.Combine(folder, "report.html"), TestContext.Current.CancellationToken);
        Assert.Contains("What was taken for what", report, StringComparison.Ordinal);
        Assert.Contains("<svg", report, StringComparison.Ordinal);
        Assert.Contains("log-mel", (await Invocation.Run("inspect", folder)).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Transformers_are_trained_scored_and_loaded()
    {
        var table = WriteStrokes("strokes.csv");
        var folder = await Train(table, "--id-col", "nr", "--label-col", "letter", "--test", table, "--body", "transformer");
        using var metrics = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "metrics.json"), TestContext.Current.CancellationToken));
        using var evaluated = JsonDocument.Parse((await Invocation.Run("evaluate", folder, table, "--json")).Succeeded().Output);
        Assert.Equal(metrics.RootElement.GetProperty("test").GetProperty("macro_f1").GetDouble(), evaluated.RootElement.GetProperty("macro_f1").GetDouble());
        Assert.Contains("transformer", (await Invocation.Run("inspect", folder)).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_writes_a_row_a_signal_to_stdout_and_file()
    {
        var folder = await Train(WriteSounds("train", 8), "--test-share", "0");
        var list = _scratch.Write("list.csv", "file\ntrain/low/0.wav\ntrain/high/0.wav\n");
        var run = (await Invocation.Run("predict", folder, list)).Succeeded();
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("file,label,probability", lines[0]);
        Assert.StartsWith("train/low/0.wav,", lines[1], StringComparison.Ordinal);
        Assert.InRange(double.Parse(lines[2].Split(',')[2], CultureInfo.InvariantCulture), 0.5, 1);
        (await Invocation.Run("predict", folder, list, "--out", _scratch.Path("labels.csv"))).Succeeded();
        Assert.Equal(run.Output, await File.ReadAllTextAsync(_scratch.Path("labels.csv"), TestContext.Current.CancellationToken));
        Assert.StartsWith("file,label,probability,high,low\n", (await Invocation.Run("predict", folder, list, "--all-classes")).Succeeded().Output, StringComparison.Ordinal);
        using var document = JsonDocument.Parse((await Invocation.Run("predict", folder, list, "--json")).Succeeded().Output);
        Assert.Equal(2, document.RootElement.GetProperty("predictions").GetArrayLength());
    }

    [Fact]
    public async Task Tables_with_named_columns_are_read_the_same_way_later_and_from_stdin()
    {
        var table = WriteStrokes("strokes.csv");
        var folder = await Train(table, "--id-col", "nr", "--label-col", "letter");
        var fromFile = (await Invocation.Run("predict", folder, table)).Succeeded().Output;
        await using var input = File.OpenRead(table);
        Assert.Equal(fromFile, (await Invocation.Run(input, "predict", folder, "-")).Succeeded().Output);
        Assert.Contains("accuracy", (await Invocation.Run("evaluate", folder, table)).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusals_name_what_is_wrong_and_leave_nothing_behind()
    {
        var table = WriteStrokes("strokes.csv");
        async Task Refuses(string expected, params string[] arguments)
        {
            var run = await Invocation.Run(["train", "signal", .. arguments, "--out", _scratch.Path("none"), "--quiet"]);
            Assert.Equal(2, run.Code);
            Assert.Contains(expected, run.Error, StringComparison.Ordinal);
            Assert.Equal("", run.Output);
            Assert.False(Directory.Exists(_scratch.Path("none")));
        }
        await Refuses("there is no", _scratch.Path("missing"));
        await Refuses("did you mean 'letter'", table, "--id-col", "nr", "--label-col", "leter");
        await Refuses("the label 'b'", table, "--id-col", "nr", "--label-col", "letter", "--test", _scratch.Write("other.csv", "nr,letter,x,y\n1,b,1,1\n"));
        await Refuses("contradict", table, "--test", table, "--test-share", "0.1");
        await Refuses("--test-share: received 2", table, "--test-share", "2");
        await Refuses("--hidden: received hidden '0'", table, "--hidden", "0");
        await Refuses("did you mean 'hidden'", table, "--set", "hiden=3");
        await Refuses("did you mean 'gru'", table, "--cell", "gruu");
        await Refuses("no label", _scratch.Write("one.csv", "x,y\n1,2\n3,4\n"));
        await Refuses("row 3, column 'x'", _scratch.Write("bad.csv", "id,label,x\n1,a,1\n1,a,?\n"));
    }

    [Fact]
    public async Task Demo_tells_sounds_and_strokes_apart()
    {
        var folder = _scratch.Path("demo");
        using var document = JsonDocument.Parse((await Invocation.Run("demo", "signal", "--out", folder, "--epochs", "2", "--hidden", "8", "--json", "--quiet")).Succeeded().Output);
        Assert.Equal(2, document.RootElement.GetProperty("runs").GetArrayLength());
        Assert.True(File.Exists(Path.Combine(folder, "report.html")));
    }

    private async Task<string> Train(string data, params string[] more)
    {
        var folder = _scratch.Path("run");
        (await Invocation.Run(["train", "signal", data, "--out", folder, .. Quick, .. more])).Succeeded();
        return folder;
    }

    private string WriteStrokes(string name)
    {
        var text = new StringBuilder("nr,letter,x,y\n");
        for (var stroke = 0; stroke < 20; stroke++)
        {
            for (var row = 0; row < 12; row++)
                text.Append(CultureInfo.InvariantCulture, $"{stroke},{(stroke % 2 == 0 ? "up" : "down")},{row},{(stroke % 2 == 0 ? row : -row) + (0.1 * stroke):0.0}\n");
        }
        return _scratch.Write(name, text.ToString());
    }

    private string WriteSounds(string name, int each)
    {
        foreach (var (label, hertz) in new[] { ("low", 300.0), ("high", 2000.0) })
        {
            Directory.CreateDirectory(_scratch.Path($"{name}/{label}"));
            for (var index = 0; index < each; index++) _scratch.Write($"{name}/{label}/{index}.wav", Tone(hertz * (1 + (0.02 * index))));
        }
        return _scratch.Path(name);
    }

    private static byte[] Tone(double hertz)
    {
        const int samples = 1600;
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("RIFF"u8);
        writer.Write(36 + (2 * samples));
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(8000);
        writer.Write(16000);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(2 * samples);
        for (var index = 0; index < samples; index++) writer.Write((short)(12000 * Math.Sin(Math.Tau * hertz * index / 8000)));
        return stream.ToArray();
    }
}
