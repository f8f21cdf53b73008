using System.Globalization;
using System.Text;
using System.Text.Json;
using Recurrent.Cli.Presentation;

namespace Recurrent.Cli.Tests;

public sealed class RegressionTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Trained_plant_is_scored_alike_later_inspected_and_simulated_from_inputs_alone()
    {
        var data = _scratch.Write("plant.csv", Plant(600, withOutput: true));
        var folder = _scratch.Path("model");
        var trained = (await Invocation.Run("train", "signal", data, "--inputs", "u", "--outputs", "y", "--out", folder, "--json",
            "--states", "2", "--units", "4", "--ridge", "1e-7", "--restarts", "1", "--iterations", "20", "--warm-up", "10")).Succeeded();
        using var metrics = JsonDocument.Parse(trained.Output);
        var test = metrics.RootElement.GetProperty("test");
        Assert.True(test.GetProperty("rmse").GetDouble() < test.GetProperty("baselines").GetProperty("mean").GetProperty("rmse").GetDouble());
        Assert.True(File.Exists(Path.Combine(folder, "report.html")));

        var rest = _scratch.Write("rest.csv", "t,u,y\n" + string.Join('\n', Plant(600, withOutput: true).Split('\n')[481..]));
        using var again = JsonDocument.Parse((await Invocation.Run("evaluate", folder, rest, "--warm-up", "10", "--json")).Succeeded().Output);
        Assert.Equal(test.GetProperty("rmse").GetDouble(), again.RootElement.GetProperty("rmse").GetDouble(), 1e-9);
        Assert.Contains("states", (await Invocation.Run("inspect", folder)).Succeeded().Output, StringComparison.Ordinal);

        var inputs = Plant(50, withOutput: false);
        var streamed = (await Invocation.Run(new MemoryStream(Encoding.UTF8.GetBytes(inputs)), "predict", folder, "-")).Succeeded();
        var lines = streamed.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("t,u,y-hat", lines[0]);
        Assert.Equal(51, lines.Length);
        var file = _scratch.Path("said.csv");
        (await Invocation.Run("predict", folder, _scratch.Write("inputs.csv", inputs), "--out", file)).Succeeded();
        Assert.Equal(streamed.Output, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));

        var large = await Invocation.Run("predict", folder, _scratch.Write("large.csv", "t,u\n1,0.5\n2,-2e30\n"));
        Assert.Equal(2, large.Code);
        Assert.Contains("large.csv, row 3, column 'u': found '-2e30'", large.Error, StringComparison.Ordinal);

        // What is damaged or no UTF-8 is refused by name and row.
        var damaged = await Invocation.Run("predict", folder, _scratch.Write("inputs.csv.gz", [0x1F, 0x8B, 8, 0, 1, 2, 3, 4, 0, 0, 0xFF]));
        Assert.Equal(2, damaged.Code);
        Assert.Contains("inputs.csv.gz", damaged.Error, StringComparison.Ordinal);
        var latin = await Invocation.Run("predict", folder, _scratch.Write("latin.csv", [.. "t,u\n1,0.5\n"u8, 0xE9, .. ",1\n"u8]));
        Assert.Equal(2, latin.Code);
        Assert.Contains("row 3", latin.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--inputs u", "--outputs: is missing")]
    [InlineData("--inputs u --outputs z", "no column 'z'")]
    [InlineData("--inputs u --outputs y --train-share 2", "--train-share")]
    [InlineData("--inputs u --outputs y --hidden 3", "there is no setting 'hidden'")]
    [InlineData("--inputs u --outputs y --warm-up 5000", "--warm-up")]
    public async Task Wrong_arguments_are_refused_and_nothing_is_left(string options, string message)
    {
        var folder = _scratch.Path("model");
        var run = await Invocation.Run(["train", "signal", _scratch.Write("plant.csv", Plant(200, withOutput: true)), "--out", folder, .. options.Split(' ')]);
        Assert.Equal(2, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task Switched_plant_is_learnt_where_a_step_leads_to_equations_without_solution()
    {
        // The reported case: y = 0.8 y + 0.3 tanh u with an input that jumps every seventh step.
        var data = _scratch.Write("switched.csv", Switched(600));
        (await Invocation.Run("train", "signal", data, "--inputs", "u", "--outputs", "y", "--iterations", "5", "--restarts", "1", "--seed", "1", "--out", _scratch.Path("model"))).Succeeded();
    }

    [Theory]
    [InlineData("1", null, "column 'u': found the constant input 1")]
    [InlineData(null, "2", "column 'y': found the constant output 2")]
    public async Task Column_that_stands_still_is_refused(string? input, string? output, string message)
    {
        var folder = _scratch.Path("model");
        var rows = Enumerable.Range(0, 300).Select(row => string.Create(CultureInfo.InvariantCulture, $"{row},{input ?? Number(row)},{output ?? Number(row + 1)}"));
        var run = await Invocation.Run("train", "signal", _scratch.Write("still.csv", "t,u,y\n" + string.Join('\n', rows)), "--inputs", "u", "--outputs", "y", "--out", folder);
        Assert.Equal(2, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));

        static string Number(int row) => (row % 7).ToString(CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Training_that_is_stopped_leaves_no_folder_that_refuses_the_next()
    {
        var folder = _scratch.Path("model");
        string[] arguments = ["train", "signal", _scratch.Write("plant.csv", Plant(600, withOutput: true)), "--inputs", "u", "--outputs", "y", "--out", folder];
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var error = new StringWriter();
        var terminal = new Terminal(TextWriter.Null, error) { OpenInput = () => Stream.Null };
        var run = Task.Run(() => CommandLineApp.RunAsync(arguments, terminal, stop.Token), TestContext.Current.CancellationToken);
        while (!Directory.Exists(folder) && !run.IsCompleted) await Task.Delay(5, TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        Assert.Equal(130, await run);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task Gap_in_the_data_is_named_with_its_row()
    {
        var text = Plant(200, withOutput: true).Split('\n');
        text[100] = "99,,1";
        var run = await Invocation.Run("train", "signal", _scratch.Write("plant.csv", string.Join('\n', text)), "--inputs", "u", "--outputs", "y", "--out", _scratch.Path("model"));
        Assert.Equal(2, run.Code);
        Assert.Contains("row 101, column 'u'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_learns_the_plant_better_than_simple_methods_and_alike_on_any_thread_count()
    {
        var folder = _scratch.Path("demo");
        string[] demo = ["demo", "plant", "--epochs", "8", "--hidden", "4", "--seed", "2", "--out", folder, "--quiet"];
        using var document = JsonDocument.Parse((await Invocation.Run([.. demo, "--json"])).Succeeded().Output);
        var test = document.RootElement.GetProperty("test");
        foreach (var baseline in test.GetProperty("baselines").EnumerateObject())
            Assert.True(test.GetProperty("rmse").GetDouble() < 0.7 * baseline.Value.GetProperty("rmse").GetDouble(), baseline.Name);
        var first = await File.ReadAllTextAsync(Path.Combine(folder, "simulated.csv"), TestContext.Current.CancellationToken);
        Assert.StartsWith("pump,level-hat", first, StringComparison.Ordinal);
        Assert.Equal(301, first.TrimEnd().Split('\n').Length);
        Assert.Contains("<svg", await File.ReadAllTextAsync(Path.Combine(folder, "report.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        var again = (await Invocation.Run([.. demo, "--threads", "1"])).Succeeded();
        Assert.Contains("The model's error is", again.Output, StringComparison.Ordinal);
        Assert.Equal(first, await File.ReadAllTextAsync(Path.Combine(folder, "simulated.csv"), TestContext.Current.CancellationToken));
        Assert.Equal(first, (await Invocation.Run("predict", folder, Path.Combine(folder, "planned.csv"))).Succeeded().Output);
        Assert.Contains("--cell", (await Invocation.Run([.. demo, "--cell", "gru"])).Error, StringComparison.Ordinal);
    }

    private static string Switched(int steps)
    {
        var text = new StringBuilder("t,u,y\n");
        var (draw, force, level) = (5L, 0.0, 0.0);
        for (var step = 0; step < steps; step++)
        {
            if (step % 7 == 0) force = (3 * Next()) - 1;
            text.Append(CultureInfo.InvariantCulture, $"{step},{force:0.0000},{level + (0.02 * (Next() - 0.5)):0.0000}\n");
            level = (0.8 * level) + (0.3 * Math.Tanh(force));
        }
        return text.ToString();

        double Next() => (draw = ((draw * 1103515245) + 12345) % 2147483648) / 2147483648.0;
    }

    private static string Plant(int steps, bool withOutput)
    {
        var text = new StringBuilder(withOutput ? "t,u,y\n" : "t,u\n");
        var (place, speed) = (0.0, 0.0);
        for (var step = 0; step < steps; step++)
        {
            var force = 2 * Math.Sin((step / 4 * 37.7) + (0.01 * step));
            text.Append(CultureInfo.InvariantCulture, $"{step},{force:R}");
            if (withOutput) text.Append(CultureInfo.InvariantCulture, $",{place:R}");
            text.Append('\n');
            speed += 0.3 * (force - (0.5 * speed) - place - (0.4 * place * place * place));
            place += 0.3 * speed;
        }
        return text.ToString();
    }
}
