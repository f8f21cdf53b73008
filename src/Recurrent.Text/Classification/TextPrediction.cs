namespace Recurrent.Text.Classification;

/// <summary>What a classifier says of a text.</summary>
/// <param name="Labels">The most probable class; where several may hold at once, all of at least one half, possibly none.</param>
/// <param name="Probability">Of the first label, or of the most probable class when no label holds; 0 to 1.</param>
/// <param name="Probabilities">Of every class, in the order of <see cref="TextClassifier.Labels"/>; their sum is 1 unless several may hold at once.</param>
public sealed record TextPrediction(IReadOnlyList<string> Labels, double Probability, IReadOnlyList<double> Probabilities)
{
    /// <summary>The labels with <c>|</c> between them.</summary>
    public string Label => string.Join('|', Labels);
}
