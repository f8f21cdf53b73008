using Recurrent.Training.Events;

namespace Recurrent.TimeSeries.Signals.Classification;

/// <summary>Remembers the accuracy that came with the best validation loss.</summary>
internal sealed class BestAccuracy : ITrainingObserver
{
    public double Value { get; private set; } = double.NaN;

    public void OnValidation(in ValidationRecord record)
    {
        if (record.IsBest && record.Evaluation.Metrics.TryGetValue("accuracy", out var accuracy)) Value = accuracy;
    }
}
