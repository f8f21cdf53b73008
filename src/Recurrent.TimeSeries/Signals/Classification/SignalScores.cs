namespace Recurrent.TimeSeries.Signals.Classification;

/// <summary>Scores of one method.</summary>
/// <param name="Method"><c>model</c>, <c>majority</c> or <c>nearest_centroid</c>.</param>
/// <param name="Accuracy">Share of the signals whose class was told right, 0 to 1.</param>
/// <param name="MacroF1">Mean over the classes that occur of 2 P R / (P + R), 0 to 1: small classes count as much as large ones.</param>
public sealed record SignalScores(string Method, double Accuracy, double MacroF1);
