namespace Recurrent.TimeSeries.Metrics;

/// <summary>One file of a detection benchmark: a score a row, and the windows in which something happened.</summary>
/// <param name="Scores">Anomaly scores, higher for stranger rows; every row of the file, the probation included. [T]</param>
/// <param name="Windows">Windows in growing order without overlap; empty for a file in which nothing happened.</param>
public sealed record NabRecord(IReadOnlyList<double> Scores, IReadOnlyList<RowRange> Windows);
