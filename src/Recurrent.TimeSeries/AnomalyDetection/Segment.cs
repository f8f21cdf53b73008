namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>Where a piece of training rows begins.</summary>
internal readonly record struct Segment(NormalisedRows Rows, int Start);
