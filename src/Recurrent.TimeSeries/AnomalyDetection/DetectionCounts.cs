namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>What came of a stream.</summary>
/// <param name="Rows">Rows judged.</param>
/// <param name="Alarms">Rows that raised an alarm.</param>
public readonly record struct DetectionCounts(long Rows, long Alarms);
