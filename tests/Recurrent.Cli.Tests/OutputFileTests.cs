using Recurrent.Cli.Runs;

namespace Recurrent.Cli.Tests;

public sealed class OutputFileTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public OutputFileTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs named pipes and devices.");

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Named_pipe_hands_on_what_is_written_and_stays_a_pipe()
    {
        await Succeeds("mkfifo \"$1\"", _scratch.Path("pipe"));
        var reader = RealProcess.Script("cat \"$1\"", _scratch.Path("pipe"));
        OutputFile.Write(_scratch.Path("pipe"), static writer => writer.Write("a row\n"));
        Assert.Equal("a row\n", (await reader).Succeeded().Output);
        await Succeeds("test -p \"$1\"", _scratch.Path("pipe"));
        Assert.Single(Directory.GetFiles(_scratch.Folder));
    }

    [Fact]
    public async Task Device_is_written_to_and_stays_a_device()
    {
        var made = await RealProcess.Script("mknod \"$1\" c 1 3 && mknod \"$2\" c 1 7 && echo x > \"$1\"", _scratch.Path("null"), _scratch.Path("full"));
        Assert.SkipUnless(made.Code == 0, "Only root makes devices.");
        OutputFile.Write(_scratch.Path("null"), static writer => writer.Write("a row\n"));
        Assert.Throws<IOException>(() => OutputFile.Write(_scratch.Path("full"), static writer => writer.Write("a row\n")));
        await Succeeds("test -c \"$1\" && test -c \"$2\"", _scratch.Path("null"), _scratch.Path("full"));
        Assert.Equal(2, Directory.GetFiles(_scratch.Folder).Length);
    }

    [Fact]
    public void Link_stays_and_the_file_behind_it_is_replaced_whole()
    {
        Directory.CreateDirectory(_scratch.Path("behind"));
        var target = _scratch.Write("behind/rows.csv", "old\n");
        File.CreateSymbolicLink(_scratch.Path("behind/nearer"), "rows.csv");
        File.CreateSymbolicLink(_scratch.Path("link"), "behind/nearer");
        Assert.Throws<InvalidOperationException>(() => OutputFile.Write(_scratch.Path("link"), static _ => throw new InvalidOperationException()));
        Assert.Equal("old\n", File.ReadAllText(target));
        OutputFile.Write(_scratch.Path("link"), static writer => writer.Write("new\n"));
        Assert.Equal("new\n", File.ReadAllText(target));
        Assert.Equal("behind/nearer", new FileInfo(_scratch.Path("link")).LinkTarget);
        Assert.Equal(2, Directory.GetFiles(_scratch.Path("behind")).Length);
    }

    [Fact]
    public void Link_to_nothing_makes_its_file_and_links_in_a_circle_are_refused()
    {
        File.CreateSymbolicLink(_scratch.Path("link"), "rows.csv");
        OutputFile.Write(_scratch.Path("link"), static writer => writer.Write("new\n"));
        Assert.Equal("new\n", File.ReadAllText(_scratch.Path("rows.csv")));
        File.CreateSymbolicLink(_scratch.Path("circle"), "circle");
        Assert.Contains("name the file itself", Assert.Throws<IOException>(() => OutputFile.Write(_scratch.Path("circle"), static _ => { })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Folder_is_refused_also_behind_a_link()
    {
        File.CreateSymbolicLink(_scratch.Path("link"), _scratch.Folder);
        foreach (var path in new[] { _scratch.Folder, _scratch.Path("link") })
            Assert.Contains("is a folder", Assert.Throws<UsageException>(() => OutputFile.Write(path, static _ => { })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_output_by_its_name_goes_behind_what_is_there()
    {
        (await Invocation.Run("train", "forecast", _scratch.WriteSales(), "--epochs", "1", "--set", "members=1", "--out", _scratch.Path("model"))).Succeeded();
        var kept = _scratch.Write("kept.csv", "old\n");

        // A link of our own, as /dev/stdout is one: that of the system would be lost if it were replaced.
        File.CreateSymbolicLink(_scratch.Path("stdout"), "/proc/self/fd/1");
        await Succeeds("rnn predict \"$1\" --quiet --out \"$3\" >> \"$2\"", _scratch.Path("model"), kept, _scratch.Path("stdout"));
        Assert.StartsWith("old\nunique_id,ds,y-hat", await File.ReadAllTextAsync(kept, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var piped = await RealProcess.Script("rnn predict \"$1\" --quiet --out \"$2\" | cat", _scratch.Path("model"), _scratch.Path("stdout"));
        Assert.Equal((await Invocation.Run("predict", _scratch.Path("model"))).Output, piped.Succeeded().Output);
        Assert.Equal("/proc/self/fd/1", new FileInfo(_scratch.Path("stdout")).LinkTarget);
    }

    private static async Task Succeeds(string script, params string[] values) => (await RealProcess.Script(script, values)).Succeeded();
}
