namespace Recurrent.TimeSeries.Signals.Regression.Data;

/// <summary>Records cut by time.</summary>
/// <param name="First">The first steps of every record.</param>
/// <param name="Last">The steps after them.</param>
public sealed record RecordSplit(RecordTable First, RecordTable Last);
