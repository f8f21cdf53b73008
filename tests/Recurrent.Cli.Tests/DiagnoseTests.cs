using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Recurrent.Cli.Diagnose;
using Recurrent.Cli.Presentation;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Cli.Tests;

public sealed class DiagnoseTests : IDisposable
{
    private static readonly string[] Small = ["--length", "40", "--hidden", "12", "--inputs", "4", "--windows", "8", "--quiet"];
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Random_input_shows_the_gradient_of_a_simple_network_vanish_before_that_of_an_lstm()
    {
        var csv = _scratch.Path("flow.csv");
        var run = (await Invocation.Run(["diagnose", "--cell", "rnn:pytorch,lstm:chrono", "--json", "--csv", csv, .. Small])).Succeeded();
        Assert.Equal("", run.Error);
        using var document = JsonDocument.Parse(run.Output);
        JsonElement[] cells = [.. document.RootElement.GetProperty("cells").EnumerateArray()];
        Assert.Equal(["rnn:pytorch", "lstm:chrono"], cells.Select(cell => cell.GetProperty("name").GetString()));
        JsonElement simple = cells[0].GetProperty("layers")[0], gated = cells[1].GetProperty("layers")[0];
        foreach (var layer in new[] { simple, gated })
        {
            JsonElement[] lags = [.. layer.GetProperty("gradient").EnumerateArray()];
            Assert.Equal(40, lags.Length);
            Assert.Equal(1, lags[0].GetProperty("median").GetDouble(), 1e-5);
            Assert.All(lags, lag => Assert.True(lag.GetProperty("lower").GetDouble() <= lag.GetProperty("upper").GetDouble()));
            Assert.Equal(16, layer.GetProperty("jacobians").GetArrayLength());
        }

        Assert.True(simple.GetProperty("memory_length").GetInt32() < 20);
        Assert.Equal(JsonValueKind.Null, gated.GetProperty("memory_length").ValueKind);
        string[] lengths = [.. (await File.ReadAllLinesAsync(csv, TestContext.Current.CancellationToken)).Where(static line => line.Contains(",memory_length,", StringComparison.Ordinal))];
        Assert.EndsWith(",Infinity", lengths[1], StringComparison.Ordinal);
        Assert.EndsWith($",{simple.GetProperty("memory_length").GetInt32()}", lengths[0], StringComparison.Ordinal);
        Assert.Equal(["input", "forget", "candidate", "output"], gated.GetProperty("gates").EnumerateArray().Select(gate => gate.GetProperty("name").GetString()));
        Assert.Equal(JsonValueKind.Null, cells[0].GetProperty("updates").ValueKind);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_numbers_on_one_thread_and_on_two()
    {
        string[] arguments = ["diagnose", "--cell", "gru,rnn:default:1.5", "--updates", "5", "--json", .. Small];
        var one = (await Invocation.Run([.. arguments, "--threads", "1"])).Succeeded();
        var two = (await Invocation.Run([.. arguments, "--threads", "2"])).Succeeded();
        var other = (await Invocation.Run([.. arguments, "--seed", "2"])).Succeeded();
        Assert.Equal(one.Output, two.Output);
        Assert.NotEqual(one.Output, other.Output);
    }

    [Fact]
    public async Task A_gain_multiplies_the_recurrent_weights()
    {
        using var document = JsonDocument.Parse((await Invocation.Run(["diagnose", "--cell", "rnn,rnn:default:1.5", "--json", .. Small])).Succeeded().Output);
        double[] radii = [.. document.RootElement.GetProperty("cells").EnumerateArray().Select(static cell => cell.GetProperty("layers")[0].GetProperty("matrices")[0].GetProperty("spectral_radius").GetDouble())];
        Assert.Equal(1, radii[0], 1e-5);
        Assert.Equal(1.5, radii[1], 1e-5);
    }

    [Fact]
    public void Random_sequences_ask_for_their_first_value()
    {
        const int length = 6, rows = 4, inputs = 3;
        var network = new RecallNetwork(CellColumn.Read("gru")[0], new RecurrentOptions { InputSize = inputs, HiddenSize = 5 }, length, seed: 1);
        foreach (var (_, parameter) in network.Parameters().Where(static one => one.Name.StartsWith("head", StringComparison.Ordinal))) parameter.BeginUpdate().Clear();
        var job = new RecallJob(network, length, rows);
        var random = new RandomSource(2).Stream("recall");
        job.BeginEpoch(0, random);
        var values = new float[length * rows * inputs];
        random.FillNormal(values);

        // Who always answers 0 has the mean square of what was asked for.
        var expected = Enumerable.Range(0, rows).Average(row => (double)values[row * inputs] * values[row * inputs]);
        Assert.Equal(expected, job.Loss(Tape.ForInference(threads: 1), 0).Loss.ToScalar(), 1e-5);
    }

    [Fact]
    public void Several_networks_of_one_model_are_numbered()
    {
        RecallNetwork[] networks = [.. Enumerable.Range(0, 2).Select(static seed => new RecallNetwork(
            CellColumn.Read("gru")[0], new RecurrentOptions { InputSize = 3, HiddenSize = 5 }, length: 6, (ulong)seed))];
        using var watch = new ModelWatch(rows: 4);
        foreach (var network in networks) watch.OnModel(network);
        Assert.False(watch.HasAny);
        foreach (var network in networks) network.Run(Tape.ForInference(threads: 1), new SequenceBatch(Tensor.Zeros(new Shape(6, 2, 3))));
        Assert.True(watch.HasAny);
        Assert.Equal(["network0.layer.l0", "network1.layer.l0"], watch.Read().Select(static one => one.Path));
    }

    [Fact]
    public async Task Clipping_keeps_an_exploding_network_from_being_lost()
    {
        string[] arguments = ["diagnose", "--cell", "rnn:default:1.6", "--updates", "60", "--learning-rate", "1", "--json", .. Small];
        using var free = JsonDocument.Parse((await Invocation.Run(arguments)).Succeeded().Output);
        using var clipped = JsonDocument.Parse((await Invocation.Run([.. arguments, "--clip", "0.1"])).Succeeded().Output);
        var (without, with) = (Updates(free), Updates(clipped));
        Assert.Equal(60, without.GetProperty("count").GetInt32());
        Assert.Equal(0, without.GetProperty("clipped").GetInt32());
        Assert.NotEmpty(without.GetProperty("exploding").EnumerateArray());
        Assert.True(with.GetProperty("clipped").GetInt32() > 0);
        Assert.Equal(0, with.GetProperty("skipped").GetInt32());
        Assert.True(Largest(with) < Largest(without));

        static JsonElement Updates(JsonDocument document) => document.RootElement.GetProperty("cells")[0].GetProperty("updates");
        static double Largest(JsonElement updates) => updates.GetProperty("gradient_norms").EnumerateArray()
            .Max(norm => norm.ValueKind == JsonValueKind.Number ? norm.GetDouble() : double.PositiveInfinity);
    }

    [Fact]
    public async Task Table_picture_and_page_are_written_and_complete()
    {
        var (csv, svg, html) = (_scratch.Path("flow.csv"), _scratch.Path("flow.svg"), _scratch.Path("flow.html"));
        var run = (await Invocation.Run(["diagnose", "--cell", "rnn,lstm", "--updates", "8", "--layers", "2", "--residual", "--loss", "every", "--csv", csv, "--svg", svg, "--html", html, .. Small])).Succeeded();
        Assert.Contains("lstm layer.l1 ", run.Output, StringComparison.Ordinal);
        Assert.Contains("every step", run.Output, StringComparison.Ordinal);
        Assert.Contains("8 updates, ", run.Output, StringComparison.Ordinal);

        string[][] rows = [.. (await File.ReadAllLinesAsync(csv, TestContext.Current.CancellationToken)).Select(line => line.Split(','))];
        Assert.Equal(["cell", "layer", "measure", "name", "position", "value"], rows[0]);
        Assert.All(rows[1..], row => Assert.True(row.Length == 6 && double.TryParse(row[5], NumberStyles.Float, CultureInfo.InvariantCulture, out _), string.Join(',', row)));
        Assert.Equal(4 * 40, rows.Count(row => row[2] == "gradient" && row[3] == "median"));
        Assert.Equal(2 * 8, rows.Count(row => row[3] == "gradient_norm"));

        var picture = XDocument.Load(svg).Root!;
        Assert.Equal("svg", picture.Name.LocalName);
        Assert.Equal(2, picture.Descendants().Count(element => element.Name.LocalName == "text" && element.Value is "rnn" or "lstm"));
        var page = await File.ReadAllTextAsync(html, TestContext.Current.CancellationToken);
        Assert.Equal(3, page.Split("<section>").Length);
        Assert.DoesNotContain("http", page.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("Singular values along a sequence", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gradient_of_the_inputs_is_had_of_a_transformer_and_shows_what_shortcuts_do_in_a_deep_stack()
    {
        string[] arguments = ["diagnose", "--of", "inputs", "--json", .. Small];
        using var flat = JsonDocument.Parse((await Invocation.Run([.. arguments, "--cell", "transformer,rnn:pytorch"])).Succeeded().Output);
        var (attentive, simple) = (Median(flat, 0, 30), Median(flat, 1, 30));
        Assert.True(attentive > 1e3 * simple, $"{attentive} against {simple}");
        using var plain = JsonDocument.Parse((await Invocation.Run([.. arguments, "--cell", "rnn:pytorch", "--layers", "6"])).Succeeded().Output);
        using var residual = JsonDocument.Parse((await Invocation.Run([.. arguments, "--cell", "rnn:pytorch", "--layers", "6", "--residual"])).Succeeded().Output);
        Assert.True(Median(residual, 0, 0) > 5 * Median(plain, 0, 0));
        Assert.Contains("transformer layer inputs", (await Invocation.Run(["diagnose", "--cell", "transformer", .. Small])).Succeeded().Output, StringComparison.Ordinal);

        static double Median(JsonDocument document, int cell, int lag) =>
            document.RootElement.GetProperty("cells")[cell].GetProperty("layers")[0].GetProperty("gradient")[lag].GetProperty("median").GetDouble();
    }

    [Fact]
    public async Task A_forecaster_is_looked_at_on_its_own_data()
    {
        var sales = _scratch.WriteSales();
        var folder = _scratch.Path("run");
        (await Invocation.Run("train", "forecast", sales, "--out", folder, "--hidden", "8", "--epochs", "2", "--quiet")).Succeeded();
        var run = (await Invocation.Run("diagnose", folder, "--json")).Succeeded();
        Assert.Contains("measuring ", run.Error, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(run.Output);
        var cell = document.RootElement.GetProperty("cells")[0];
        Assert.Equal("run", cell.GetProperty("name").GetString());
        Assert.Equal(File.ReadLines(Path.Combine(folder, "training.jsonl")).Count(line => line.Contains("\"step\",", StringComparison.Ordinal)), cell.GetProperty("updates").GetProperty("count").GetInt32());
        Assert.NotEmpty(cell.GetProperty("layers").EnumerateArray());
        Assert.All(cell.GetProperty("layers").EnumerateArray(), layer => Assert.Equal(1, layer.GetProperty("gradient")[0].GetProperty("median").GetDouble(), 1e-5));
    }

    [Fact]
    public async Task A_detector_that_follows_streams_is_looked_at_too()
    {
        var table = Pump("pump.csv");
        var folder = _scratch.Path("run");
        (await Invocation.Run("train", "detect", table, "--out", folder, "--method", "predict", "--epochs", "1", "--quiet")).Succeeded();
        var run = (await Invocation.Run("diagnose", folder, table, "--quiet")).Succeeded();
        Assert.Contains("run layer.l0", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_compares_cells_on_its_data_with_its_settings_and_leaves_nothing_behind()
    {
        var reviews = Reviews();
        string[] before = Directory.GetDirectories(Path.GetTempPath(), "rnn-diagnose-*");
        var run = (await Invocation.Run("diagnose", "classify", reviews, "--cell", "rnn,mingru", "--updates", "3", "--hidden", "8", "--set", "embedding=8", "--text-col", "text", "--json")).Succeeded();
        using var document = JsonDocument.Parse(run.Output);
        JsonElement[] cells = [.. document.RootElement.GetProperty("cells").EnumerateArray()];
        Assert.Equal(["rnn", "mingru"], cells.Select(cell => cell.GetProperty("name").GetString()));
        Assert.All(cells, cell =>
        {
            Assert.Equal(3, cell.GetProperty("updates").GetProperty("count").GetInt32());
            Assert.All(cell.GetProperty("layers").EnumerateArray(), layer => Assert.Equal(8, layer.GetProperty("hidden_size").GetInt32()));
        });
        Assert.Empty(Directory.GetDirectories(Path.GetTempPath(), "rnn-diagnose-*").Except(before));
        var untrained = (await Invocation.Run("diagnose", "classify", reviews, "--cell", "sru", "--set", "hidden=8", "--quiet")).Succeeded();
        Assert.DoesNotContain("updates", untrained.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("classify")]
    [InlineData("generate")]
    public async Task A_training_run_records_its_gradients_and_learns_the_same(string task)
    {
        string[] data = task == "classify" ? [Reviews()] : [_scratch.Write("book.txt", string.Concat(Enumerable.Repeat("the cat sat on the mat. ", 100)))];
        string[] sizes = ["--hidden", "8", "--set", "embedding=8", "--set", "epochs=2", "--quiet"];
        var (plain, recorded) = (_scratch.Path("plain"), _scratch.Path("recorded"));
        (await Invocation.Run(["train", task, .. data, "--out", plain, .. sizes])).Succeeded();
        (await Invocation.Run(["train", task, .. data, "--out", recorded, "--record-gradients", .. sizes])).Succeeded();
        Assert.Equal(await Weights(plain), await Weights(recorded));
        string[] lines = [.. (await File.ReadAllLinesAsync(Path.Combine(recorded, "training.jsonl"), TestContext.Current.CancellationToken)).Where(line => line.Contains("\"gradients\"", StringComparison.Ordinal))];
        Assert.Equal(3, lines.Length);
        using var first = JsonDocument.Parse(lines[0]);
        Assert.Equal(0, first.RootElement.GetProperty("step").GetInt64());
        Assert.Equal(1, first.RootElement.GetProperty("layers")[0].GetProperty("gradient")[0].GetDouble(), 1e-5);
        var page = await File.ReadAllTextAsync(Path.Combine(recorded, "gradients.html"), TestContext.Current.CancellationToken);
        Assert.Equal(4, page.Split("<section>").Length);
        Assert.False(File.Exists(Path.Combine(plain, "gradients.html")));

        static Task<byte[]> Weights(string folder) => File.ReadAllBytesAsync(Path.Combine(folder, "model", "model.safetensors"), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Readers_of_stories_are_looked_at_when_they_are_recurrent()
    {
        var stories = Stories();
        var cells = (await Invocation.Run("diagnose", "answer", stories, "--cell", "rnn,gru", "--updates", "2", "--set", "embedding=6", "--quiet")).Succeeded().Output;
        Assert.Contains("rnn layers.l0", cells, StringComparison.Ordinal);
        Assert.Contains("gru layers.l1 update", cells, StringComparison.Ordinal);
        var folder = _scratch.Path("run");
        string[] options = ["--cell", "gru", "--restarts", "1", "--set", "embedding=6", "--epochs", "2", "--record-gradients", "--out", folder, "--quiet"];
        (await Invocation.Run(["train", "answer", stories, .. options])).Succeeded();
        var page = await File.ReadAllTextAsync(Path.Combine(folder, "gradients.html"), TestContext.Current.CancellationToken);
        Assert.Equal(4, page.Split("<section>").Length);
        Assert.Contains("member0.layers.l1", (await Invocation.Run("diagnose", folder, stories, "--quiet")).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Networks_without_recurrent_layers_are_refused_and_leave_nothing_behind()
    {
        var stories = Stories();
        var folder = _scratch.Path("run");
        string[][] readers = [[], ["--cell", "gru"], ["--reader", "memory", "--restarts", "1"]];
        foreach (var reader in readers)
        {
            var run = await Invocation.Run(["train", "answer", stories, .. reader, "--record-gradients", "--out", folder]);
            Assert.Equal(2, run.Code);
            Assert.Contains("recurrent layer", run.Error, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(Path.Combine(folder, "training.jsonl")));
        (await Invocation.Run("train", "answer", stories, "--reader", "memory", "--restarts", "1", "--epochs", "1", "--out", folder, "--quiet")).Succeeded();
        var diagnosed = await Invocation.Run("diagnose", folder, stories);
        Assert.Equal(2, diagnosed.Code);
        Assert.Contains("no recurrent layer", diagnosed.Error, StringComparison.Ordinal);
    }

    private string Stories() => _scratch.Write("stories.txt", string.Concat(Enumerable.Range(0, 40).Select(static story =>
        $"1 {(story % 2 == 0 ? "Mary" : "John")} went to the {(story % 3 == 0 ? "garden" : "kitchen")}.\n2 Where is {(story % 2 == 0 ? "Mary" : "John")}?\t{(story % 3 == 0 ? "garden" : "kitchen")}\t1\n")));

    public static TheoryData<string, string[]> Refusals => new()
    {
        { "rnm", ["--cell", "rnm"] },
        { "gain", ["--cell", "rnn:default:loud"] },
        { "one of default", ["--cell", "rnn:ortogonal"] },
        { "cannot be made", ["--cell", "lstm:irnn"] },
        { "--lags", ["--lags", "0"] },
        { "--loss", ["--loss", "first"] },
        { "--factor", ["--factor", "1"] },
        { "--clip", ["--clip", "-1"] },
        { "--length", ["--length", "1"] },
        { "--of", ["--of", "outputs"] },
        { "--svg", ["--svg", "no/such/folder/flow.svg"] },
        { "classify", ["clasify", "reviews.csv"] },
        { "there is no folder", ["models/none"] },
        { "--lenght", ["--lenght", "5"] },
        { "names of cells alone", ["classify", "reviews.csv", "--cell", "rnn:irnn"] },
        { "--length", ["classify", "reviews.csv", "--length", "5"] },
        { "no-such-file.csv", ["classify", "no-such-file.csv"] },
        { "--no-such-option", ["classify", "no-such-file.csv", "--no-such-option"] },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_cannot_be_done_is_refused_with_what_was_found(string named, string[] arguments)
    {
        var run = await Invocation.Run(["diagnose", .. arguments]);
        Assert.Equal(2, run.Code);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public async Task An_interrupted_diagnosis_writes_nothing_and_says_so()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var svg = _scratch.Path("flow.svg");
        var code = await CommandLineApp.RunAsync(["diagnose", "--cell", "rnn", "--updates", "5", "--svg", svg, .. Small], new Terminal(output, error), cancelled.Token);
        Assert.Equal(130, code);
        Assert.Contains("nterrupted", error.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(svg));
    }

    private string Reviews()
    {
        var lines = Enumerable.Range(0, 60).Select(index => $"\"the film {index % 7} was {(index % 2 == 0 ? "great" : "awful")}, I say\",{(index % 2 == 0 ? "good" : "bad")}");
        return _scratch.Write("reviews.csv", "text,label\n" + string.Join('\n', lines) + "\n");
    }

    private string Pump(string name)
    {
        var lines = Enumerable.Range(0, 600).Select(index => string.Create(
            CultureInfo.InvariantCulture, $"{new DateTime(2024, 1, 1).AddMinutes(index):yyyy-MM-dd HH:mm:ss},{10 + Math.Sin(index / 9.0) + (index * 7 % 5 * 0.01):0.0000}"));
        return _scratch.Write(name, "timestamp,value\n" + string.Join('\n', lines) + "\n");
    }
}
