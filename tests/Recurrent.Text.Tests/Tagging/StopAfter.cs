using Recurrent.Training.Events;

namespace Recurrent.Text.Tests.Tagging;

/// <summary>Interrupts a run after some steps.</summary>
internal sealed class StopAfter(long steps, CancellationTokenSource stop) : ITrainingObserver
{
    public void OnStep(in StepRecord record)
    {
        if (record.Step >= steps) stop.Cancel();
    }
}
