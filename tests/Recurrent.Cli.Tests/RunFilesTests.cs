using Recurrent.Cli.Runs;
using Recurrent.Training.Events;

namespace Recurrent.Cli.Tests;

public sealed class RunFilesTests : IDisposable
{
    private static readonly StepRecord First = new(Step: 1, Epoch: 0, Loss: 0.5, LearningRate: 0.01, GradientNorm: 1, ElapsedSeconds: 0.1);

    private readonly Scratch _scratch = new();

    private OutputFolder Folder => OutputFolder.Named(_scratch.Path("out"), force: true, resume: false);

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void A_checkpoint_written_before_the_first_event_stays_where_the_files_were_made_at_the_beginning()
    {
        using (var files = Files(Folder))
        {
            files.Begin();
            Assert.True(File.Exists(Folder.Run));
            Assert.True(File.Exists(Folder.Log));
            WriteCheckpoint();
            files.OnStep(First);
            files.Begin();
        }

        Assert.True(File.Exists(Path.Combine(Folder.Checkpoint, "state")));
        Assert.Single(File.ReadAllLines(Folder.Log));
    }

    [Fact]
    public void What_an_earlier_run_left_is_removed_at_the_beginning_or_else_at_the_first_event()
    {
        WriteCheckpoint();
        using (var files = Files(Folder)) files.Begin();
        Assert.False(Directory.Exists(Folder.Checkpoint));
        WriteCheckpoint();
        using (var files = Files(Folder)) files.OnStep(First);
        Assert.False(Directory.Exists(Folder.Checkpoint));
    }

    [Fact]
    public void A_run_that_goes_on_keeps_its_checkpoint()
    {
        WriteCheckpoint();
        using (var files = new RunFiles(Request(Folder) with { Resume = true }, TimeProvider.System)) files.Begin();
        Assert.True(File.Exists(Path.Combine(Folder.Checkpoint, "state")));
    }

    [Fact]
    public void Nothing_is_made_at_the_beginning_where_the_first_event_may_refuse_the_network()
    {
        using var files = Files(Folder.WithGradients());
        files.Begin();
        Assert.False(Directory.Exists(Folder.Path));
        Assert.Contains("--record-gradients", Assert.Throws<UsageException>(() => files.OnStep(First)).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Folder.Path));
    }

    private static RunFiles Files(OutputFolder folder) => new(Request(folder), TimeProvider.System);

    private static AnyRequest Request(OutputFolder folder) => new() { DataName = "data", Folder = folder, Command = "rnn train" };

    private void WriteCheckpoint()
    {
        Directory.CreateDirectory(Folder.Checkpoint);
        File.WriteAllText(Path.Combine(Folder.Checkpoint, "state"), "weights");
    }

    private sealed record AnyRequest : RunRequest
    {
        public override IEnumerable<string> Facts => [];
    }
}
