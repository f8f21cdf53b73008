namespace Recurrent.TimeSeries.Forecasting;

/// <summary>A point in time of one series.</summary>
/// <param name="Series">The series.</param>
/// <param name="Origin">Number of values known; at least 1.</param>
/// <param name="TargetEnd">Values from here on must not be looked at, not even as targets.</param>
internal readonly record struct WindowOrigin(PreparedSeries Series, int Origin, int TargetEnd);
