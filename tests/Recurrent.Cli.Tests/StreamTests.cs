using Recurrent.Cli.Presentation;

namespace Recurrent.Cli.Tests;

public sealed class StreamTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public StreamTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are sent with kill.");

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Interrupted_stream_leaves_its_rows_in_the_file_and_nothing_beside(string signal)
    {
        var (model, file) = (await TinyModels.Plant(_scratch), _scratch.Path("rows.csv"));
        using var process = RealProcess.Start("predict", model, "-", "--out", file);
        await process.StandardInput.WriteAsync("t,u\n0,1\n");
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        await RealProcess.Until(() => new FileInfo(file + ".writing") is { Exists: true, Length: > 10 });
        await RealProcess.Send(signal, process);
        var ended = await RealProcess.Ended(process);
        Assert.Equal(ExitCode.Interrupted, ended.Code);
        Assert.Contains($"the rows so far are in '{file}'", ended.Error, StringComparison.Ordinal);
        Assert.Matches("^t,u,y-hat\n0,1,[^\n]+\n$", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.False(File.Exists(file + ".writing"));
    }

    [Fact]
    public async Task Interrupted_detector_leaves_its_rows_in_the_file()
    {
        var model = await TinyModels.Detector(_scratch);
        var file = _scratch.Path("rows.csv");
        var run = await Silent("timestamp,value\n2024-02-01 00:00:00,50\n2024-02-01 00:05:00,51", "predict", model, "-", "--out", file);
        Assert.Equal(ExitCode.Interrupted, run.Code);
        Assert.Equal(3, (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).Length);
    }

    [Fact]
    public async Task Interrupted_file_that_can_be_read_again_leaves_the_old_result_and_says_so()
    {
        var model = await TinyModels.Tagger(_scratch);
        var file = _scratch.Write("tagged.conll", "old");
        using var error = new StringWriter();
        var code = await CommandLineApp.RunAsync(["predict", model, _scratch.Path("train.conll"), "--out", file], new Terminal(TextWriter.Null, error), new CancellationToken(canceled: true));
        Assert.Equal(ExitCode.Interrupted, code);
        Assert.Contains("was not written", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("old", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Plant_that_waits_for_its_next_row_can_be_interrupted()
    {
        using var process = RealProcess.Start("predict", await TinyModels.Plant(_scratch), "-");
        await process.StandardInput.WriteAsync("t,u\n0,1\n");
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        Assert.Equal("t,u,y-hat", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.StartsWith("0,1,", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await RealProcess.Send("INT", process);
        var ended = await RealProcess.Ended(process);
        Assert.Equal(ExitCode.Interrupted, ended.Code);
        Assert.Contains("the rows so far are written", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_that_is_read_as_a_whole_can_be_interrupted_while_it_comes()
    {
        (await Invocation.Run("train", "forecast", _scratch.WriteSales(), "--epochs", "1", "--set", "members=1", "--out", _scratch.Path("forecast"))).Succeeded();
        var story = await TinyModels.Story(_scratch);
        foreach (var arguments in new[] { new[] { "predict", _scratch.Path("forecast"), "-" }, ["predict", story, "-"], ["generate", story, "--prompt", "-"] })
        {
            var run = await Silent("unique_id,ds,y", arguments);
            Assert.Equal(ExitCode.Interrupted, run.Code);
            Assert.Contains("Interrupted", run.Error, StringComparison.Ordinal);
        }
    }

    /// <summary>Runs a command that gets some lines, and is interrupted when it waits for more.</summary>
    private static async Task<Invocation> Silent(string lines, params string[] arguments)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var end = new ManualResetEventSlim();
        using var input = new Conversation(lines)
        {
            Silence = () =>
            {
                stop.Cancel();
                end.Wait();
            },
        };
        using var error = new StringWriter();

        // Answers go to a file or come at the end: nobody waits for them.
        await input.Answers.WriteLineAsync();
        await input.Answers.FlushAsync(TestContext.Current.CancellationToken);
        var terminal = new Terminal(TextWriter.Null, error) { OpenInput = () => input };
        try
        {
            var run = Task.Run(() => CommandLineApp.RunAsync(arguments, terminal, stop.Token), TestContext.Current.CancellationToken);
            return new Invocation(await run.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken), "", error.ToString());
        }
        finally
        {
            end.Set();
        }
    }
}
