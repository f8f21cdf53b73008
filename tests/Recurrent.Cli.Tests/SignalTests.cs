using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Recurrent.Cli.Tests;

public sealed class SignalTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Interrupted_training_leaves_a_checkpoint_and_resume_gives_the_uninterrupted_model(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are sent with kill.");
        var data = _scratch.WriteSales();
        var (cut, whole) = (_scratch.Path("cut"), _scratch.Path("whole"));
        using var process = Start(data, cut);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await UntilSteps(cut, 12);
        await Send(signal, process.Id);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(130, process.ExitCode);
        Assert.EndsWith($"--out {cut} --resume", (await error).TrimEnd(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(cut, "model")));

        (await Invocation.Run([.. Arguments(data, cut), "--resume"])).Succeeded();
        (await Invocation.Run(Arguments(data, whole))).Succeeded();
        Assert.Equal(await Bytes(whole, "model/model.safetensors"), await Bytes(cut, "model/model.safetensors"));
        Assert.Equal(await TestScores(whole), await TestScores(cut));
    }

    [Fact]
    public async Task Killed_training_can_be_resumed_whenever_the_kill_comes()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are sent with kill.");
        var data = _scratch.WriteSales();
        var folder = _scratch.Path("killed");
        var steps = 30;
        for (var round = 0; round < 3; round++, steps += 90)
        {
            var hasCheckpoint = Directory.Exists(Path.Combine(folder, "checkpoint")) || Directory.Exists(Path.Combine(folder, "checkpoint.replaced"));
            using var process = hasCheckpoint ? Start(data, folder, "--resume") : Start(data, folder, "--force");
            await UntilSteps(folder, steps);
            await Send("KILL", process.Id);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var ended = await Invocation.Run([.. Arguments(data, folder), "--resume"]);
        ended.Succeeded();
        (await Invocation.Run(Arguments(data, _scratch.Path("whole")))).Succeeded();
        Assert.Equal(await TestScores(_scratch.Path("whole")), await TestScores(folder));
    }

    [Fact]
    public async Task Evaluate_in_another_process_prints_the_score_of_the_training()
    {
        var folder = _scratch.Path("out");
        (await Invocation.Run(Arguments(_scratch.WriteSales(), folder))).Succeeded();
        using var process = Start(["evaluate", folder, "--json"]);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        using var evaluated = JsonDocument.Parse(output);
        Assert.Equal(await TestScores(folder), evaluated.RootElement.GetProperty("mase").GetRawText());
    }

    private static string[] Arguments(string data, string folder) =>
        ["train", "forecast", data, "--horizon", "7", "--epochs", "150", "--set", "patience=150", "--set", "steps_per_epoch=4", "--set", "members=1", "--out", folder];

    private static Process Start(string data, string folder, params string[] more) => Start([.. Arguments(data, folder), .. more]);

    private static Process Start(IEnumerable<string> arguments)
    {
        var dll = typeof(CommandLineApp).Assembly.Location;
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var argument in arguments.Prepend(dll)) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private static async Task UntilSteps(string folder, int steps)
    {
        var log = Path.Combine(folder, "training.jsonl");
        var limit = Stopwatch.StartNew();
        while (!File.Exists(log) || Lines(log) < steps)
        {
            Assert.True(limit.Elapsed < TimeSpan.FromSeconds(60), "The training did not get going.");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    private static int Lines(string log)
    {
        using var stream = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Count(letter => letter == '\n');
    }

    private static async Task Send(string signal, int process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<byte[]> Bytes(string folder, string file) =>
        await File.ReadAllBytesAsync(Path.Combine(folder, file), TestContext.Current.CancellationToken);

    private static async Task<string> TestScores(string folder)
    {
        using var document = JsonDocument.Parse(await Bytes(folder, "metrics.json"));
        return document.RootElement.GetProperty("test").GetProperty("mase").GetRawText();
    }
}
