using Recurrent.Training.Events;

namespace Recurrent.Text.Translation.Fitting;

/// <summary>Remembers the perplexity that came with the best validation loss.</summary>
internal sealed class BestPerplexity : ITrainingObserver
{
    public double Value { get; private set; } = double.NaN;

    public void OnValidation(in ValidationRecord record)
    {
        if (record.IsBest && record.Evaluation.Metrics.TryGetValue("perplexity", out var perplexity)) Value = perplexity;
    }
}
