using Recurrent.Training.Events;

namespace Recurrent.Text.Classification;

/// <summary>Remembers the accuracy that came with the best validation loss.</summary>
internal sealed class BestValidation : ITrainingObserver
{
    public double Accuracy { get; private set; } = double.NaN;

    public void OnValidation(in ValidationRecord record)
    {
        if (record.IsBest && record.Evaluation.Metrics.TryGetValue("accuracy", out var accuracy)) Accuracy = accuracy;
    }
}
