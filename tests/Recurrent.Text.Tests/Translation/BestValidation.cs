using Recurrent.Training.Events;

namespace Recurrent.Text.Tests.Translation;

/// <summary>Remembers the perplexity that came with the best validation loss; null when none was the best.</summary>
internal sealed class BestValidation : ITrainingObserver
{
    public double? Perplexity { get; private set; }

    public void OnValidation(in ValidationRecord record)
    {
        if (record.IsBest) Perplexity = record.Evaluation.Metrics["perplexity"];
    }
}
