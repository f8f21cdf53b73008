namespace Recurrent.Text.Classification;

/// <summary>How one class is told.</summary>
/// <param name="Label">The class.</param>
/// <param name="Precision">Share of the texts said to be of the class that are, 0 to 1; NaN when none is said to be.</param>
/// <param name="Recall">Share of the texts of the class that are said to be, 0 to 1; NaN when there is none.</param>
/// <param name="F1">2 P R / (P + R); 0 when nothing is found, NaN when the class neither comes nor is said.</param>
/// <param name="Texts">Texts of the class.</param>
public sealed record ClassScores(string Label, double Precision, double Recall, double F1, int Texts);
