namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>What came of a stream.</summary>
/// <param name="Rows">Rows that came.</param>
/// <param name="Alarms">Rows that raised an alarm.</param>
/// <param name="Missing">Values that were missing; a row without any is not judged.</param>
public readonly record struct DetectionCounts(long Rows, long Alarms, long Missing);
