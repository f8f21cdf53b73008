namespace Recurrent.Text.Classification;

/// <summary>Scores of one method.</summary>
/// <param name="Method"><c>model</c>, <c>majority</c> or <c>naive_bayes</c>.</param>
/// <param name="Accuracy">Share of the texts told right, 0 to 1; with several labels at once, all labels of a text and no others.</param>
/// <param name="MacroF1">Mean over the classes that occur of 2 P R / (P + R), 0 to 1: small classes count as much as large ones.</param>
/// <param name="MicroF1">2 P R / (P + R) over all decisions together, 0 to 1; the accuracy where a text has one label.</param>
public sealed record TextScores(string Method, double Accuracy, double MacroF1, double MicroF1);
