using Recurrent.Training.Events;

namespace Recurrent.Text.Tests.LanguageModels;

/// <summary>Asks a run to stop after some steps, as a user does.</summary>
internal sealed class StopAfter(CancellationTokenSource stop, long steps) : ITrainingObserver
{
    public void OnStep(in StepRecord record)
    {
        if (record.Step >= steps) stop.Cancel();
    }
}
