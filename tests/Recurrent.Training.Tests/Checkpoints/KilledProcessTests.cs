using System.Diagnostics;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Storage;
using Recurrent.Testing;
using Recurrent.Training.CrashHost;
using Recurrent.Training.Optimizers;

namespace Recurrent.Training.Tests.Checkpoints;

public sealed class KilledProcessTests
{
    private const int Kills = 12;

    /// <summary>What the platform gives as the time of a folder that is not there.</summary>
    private static readonly DateTime Missing = DateTime.FromFileTimeUtc(0);

    [Fact]
    public async Task The_last_checkpoint_loads_after_every_kill_and_training_moves_on()
    {
        using var folder = new TestFolder();
        string checkpoint = folder["checkpoint"];
        RandomStream random = new RandomSource(4).Stream("kill");
        long last = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            await TrainAndKill(checkpoint, last, random.NextInt32(120));
            random = random.Advance(1);
            var model = new SampleModel(seed: 3);
            var trainer = new Trainer(model, new Adam(ParameterGroup.All(model)), new TrainOptions { CheckpointFolder = checkpoint });
            Assert.True(trainer.TryResume());
            Assert.True(trainer.StepCount > last, $"Kill {kill}: step {trainer.StepCount} after {last}.");
            last = trainer.StepCount;
        }
    }

    /// <summary>Waits until the process has written a checkpoint of its own, then a moment more.</summary>
    private static async Task TrainAndKill(string checkpoint, long resumedAt, int milliseconds)
    {
        string host = Path.Combine(AppContext.BaseDirectory, "Recurrent.Training.CrashHost.dll");
        using Process process = Process.Start(new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet", [host, checkpoint]) { RedirectStandardError = true })!;
        // The last kill may have hit between two renames: then the checkpoint stands aside, and putting it back is not writing another one.
        DateTime before = resumedAt == 0 ? Missing : Directory.GetLastWriteTimeUtc(AtomicFolder.Locate(checkpoint)!);
        while (!process.HasExited && Directory.GetLastWriteTimeUtc(checkpoint) is var written && (written == Missing || written == before))
            await Task.Delay(5, TestContext.Current.CancellationToken);
        await Task.Delay(milliseconds, TestContext.Current.CancellationToken);
        Assert.False(process.HasExited, process.HasExited ? await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken) : string.Empty);
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
