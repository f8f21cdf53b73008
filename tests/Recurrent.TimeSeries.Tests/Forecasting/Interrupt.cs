using Recurrent.Training.Events;

namespace Recurrent.TimeSeries.Tests.Forecasting;

/// <summary>Cancels a run after a step.</summary>
internal sealed class Interrupt(int atStep) : ITrainingObserver, IDisposable
{
    private readonly CancellationTokenSource _source = new();

    public CancellationToken Token => _source.Token;

    public void OnStep(in StepRecord record)
    {
        if (record.Step == atStep) _source.Cancel();
    }

    public void Dispose() => _source.Dispose();
}
