namespace Recurrent.Text.Metrics;

/// <summary>chrF of a corpus.</summary>
/// <param name="Score">0 to 100.</param>
/// <param name="Signature">How it was counted, in sacreBLEU's form.</param>
public sealed record ChrfScore(double Score, string Signature);
