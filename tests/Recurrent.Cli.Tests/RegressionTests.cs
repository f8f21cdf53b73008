using System.Globalization;
using System.Text;
using System.Text.Json;

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
