using Recurrent.Training.Events;

namespace Recurrent.Documentation.Tests.Snippets.Training;

#region TrainingObserver
internal sealed class ProgressLines(TextWriter writer) : ITrainingObserver
{
    public void OnEpoch(in EpochRecord record) => writer.WriteLine($"epoch {record.Epoch}: loss {record.Loss:F4} after {record.ElapsedSeconds:F0} s");

    public void OnSkip(in SkipRecord record) => writer.WriteLine($"step {record.Step} skipped: loss {record.Loss}, gradient {record.GradientNorm}");

    public void OnStop(in StopRecord record) => writer.WriteLine($"stopped: {record.Result.Reason}, best score {record.Result.BestScore:F4}");
}
#endregion
