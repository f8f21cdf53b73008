namespace Recurrent.Cli.Tests;

public sealed class DemoTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Demo_prints_the_same_scores_when_run_twice()
    {
        var first = (await Demo("--seed", "3")).Succeeded();
        var second = (await Demo("--seed", "3", "--threads", "1")).Succeeded();
        Assert.Equal(first.Output, second.Output);
        Assert.Contains("seasonal naive", first.Output, StringComparison.Ordinal);
        Assert.Contains(_scratch.Path("demo/report.html"), first.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(_scratch.Path("demo/report.html")));
    }

    [Fact]
    public async Task Demo_leaves_a_folder_of_somebody_else_alone()
    {
        Directory.CreateDirectory(_scratch.Path("demo"));
        _scratch.Write("demo/thesis.txt", "mine");
        var run = await Demo();
        Assert.Equal(2, run.Code);
        Assert.Contains("thesis.txt", run.Error, StringComparison.Ordinal);
        Assert.Equal(["thesis.txt"], Directory.EnumerateFileSystemEntries(_scratch.Path("demo")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Plant_refuses_a_width_its_networks_cannot_have()
    {
        var run = await Invocation.Run("demo", "plant", "--hidden", "300", "--out", _scratch.Path("demo"));
        Assert.Equal(2, run.Code);
        Assert.Contains("at most 256", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_demonstrations_name_the_nearest()
    {
        var run = await Invocation.Run("demo", "plnt");
        Assert.Equal(2, run.Code);
        Assert.Contains("did you mean 'plant'", run.Error, StringComparison.Ordinal);
        Assert.Contains("plant (a generated plant simulated from its input)", (await Invocation.Run("demo", "--help")).Succeeded().Output, StringComparison.Ordinal);
    }

    private async Task<Invocation> Demo(params string[] more) =>
        await Invocation.Run(["demo", "--epochs", "2", "--out", _scratch.Path("demo"), .. more]);
}
