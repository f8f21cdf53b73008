using Recurrent.Training.Events;

namespace Recurrent.Text.Tests.Translation;

/// <summary>Cancels a run after some steps.</summary>
internal sealed class StopAfter(long steps, CancellationTokenSource stop) : ITrainingObserver
{
    public void OnStep(in StepRecord record)
    {
        if (record.Step >= steps) stop.Cancel();
    }
}
