namespace Recurrent.Cli.Tests;

public sealed class ClosedOutputTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public ClosedOutputTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Pipes are made by bash.");

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Reader_that_has_had_enough_ends_a_stream_at_once_and_quietly()
    {
        var (plant, tagger, story) = (await TinyModels.Plant(_scratch), await TinyModels.Tagger(_scratch), await TinyModels.Story(_scratch));
        foreach (var (model, script) in new[]
        {
            (plant, "(echo t,u; yes 0,1 2> /dev/null) | rnn predict \"$1\" - | head -2 | wc -l; echo ${PIPESTATUS[1]}"),
            (tagger, "yes 'Anna went to Rome .' 2> /dev/null | rnn predict \"$1\" - | head -2 | wc -l; echo ${PIPESTATUS[1]}"),
            (story, "yes 'Anna opens' 2> /dev/null | rnn predict \"$1\" - | head -2 | wc -l; echo ${PIPESTATUS[1]}"),
            (story, "echo; rnn generate \"$1\" --length 100000000 | head -c 2 | wc -c; echo ${PIPESTATUS[0]}"),
        })
        {
            var run = await RealProcess.Script(script, model);
            Assert.Equal("2 0", string.Join(' ', run.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
            Assert.Equal("", run.Error);
        }
    }

    [Theory]
    [InlineData("rnn --help > /dev/full", 1, "No space left on device")]
    [InlineData("rnn generate --help > /dev/full", 1, "No space left on device")]
    [InlineData("rnn --version > /dev/full", 1, "No space left on device")]
    [InlineData("rnn predict nosuch 2> /dev/full", 2, "")]
    [InlineData("rnn predit 2> /dev/full", 2, "")]
    [InlineData("rnn --help | true; exit ${PIPESTATUS[0]}", 0, "")]
    public async Task Output_that_takes_nothing_ends_with_a_code_and_a_message_and_messages_that_nobody_takes_do_not_matter(string script, int code, string message)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Needs the device that is always full.");
        var run = await RealProcess.Script(script);
        Assert.Equal(code, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Equal(message.Length == 0, run.Error.Length == 0);
    }
}
