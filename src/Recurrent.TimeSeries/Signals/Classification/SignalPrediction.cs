namespace Recurrent.TimeSeries.Signals.Classification;

/// <summary>What a classifier says of a signal.</summary>
/// <param name="Label">The most probable class.</param>
/// <param name="Probability">Its probability, 0 to 1, averaged over the networks.</param>
/// <param name="Probabilities">Of every class, in the order of <see cref="SignalClassifier.Labels"/>; their sum is 1.</param>
public sealed record SignalPrediction(string Label, double Probability, IReadOnlyList<double> Probabilities);
