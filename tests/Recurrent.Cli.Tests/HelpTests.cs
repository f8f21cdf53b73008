using System.CommandLine;

namespace Recurrent.Cli.Tests;

public sealed class HelpTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("demo", "--help")]
    [InlineData("train", "--help")]
    [InlineData("train", "forecast", "--help")]
    [InlineData("train", "detect", "--help")]
    [InlineData("train", "volatility", "--help")]
    [InlineData("train", "signal", "--help")]
    [InlineData("train", "classify", "--help")]
    [InlineData("train", "tag", "--help")]
    [InlineData("predict", "--help")]
    [InlineData("evaluate", "--help")]
    [InlineData("inspect", "--help")]
    [InlineData("import", "--help")]
    [InlineData("export", "--help")]
    [InlineData("diagnose", "--help")]
    [InlineData("bench", "--help")]
    public async Task Help_goes_to_stdout_and_has_examples(params string[] arguments)
    {
        var run = (await Invocation.Run(arguments)).Succeeded();
        Assert.Contains("Examples:\n  rnn ", run.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task Version_is_printed_when_asked_for() =>
        Assert.Matches(@"^\d+\.\d+\.\d+\s*$", (await Invocation.Run("--version")).Succeeded().Output);

    [Theory]
    [InlineData("trian", "train")]
    [InlineData("evalute", "evaluate")]
    public async Task Unknown_commands_name_the_nearest_on_stderr(string typed, string meant)
    {
        var run = await Invocation.Run(typed);
        Assert.Equal(2, run.Code);
        Assert.Contains(meant, run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public async Task Completion_offers_commands_and_cells()
    {
        Assert.Contains("evaluate", await Suggestions(""), StringComparison.Ordinal);
        Assert.Contains("gru", await Suggestions("train forecast --cell "), StringComparison.Ordinal);
    }

    private static async Task<string> Suggestions(string typed)
    {
        var line = $"{RootCommand.ExecutableName} {typed}";
        return (await Invocation.Run($"[suggest:{line.Length}]", line)).Succeeded().Output;
    }

    [Fact]
    public async Task No_command_points_to_the_help()
    {
        var run = await Invocation.Run();
        Assert.Equal(2, run.Code);
        Assert.Contains("--help", run.Error, StringComparison.Ordinal);
    }
}
