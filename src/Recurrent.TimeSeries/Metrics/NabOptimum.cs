namespace Recurrent.TimeSeries.Metrics;

/// <summary>The best score that one threshold can reach on labelled files, and that threshold.</summary>
/// <param name="Score">The score: 0 for a detector that flags nothing, 100 for a perfect one.</param>
/// <param name="Threshold">Rows with at least this score are flagged; infinity flags none.</param>
public readonly record struct NabOptimum(double Score, double Threshold);
