namespace Recurrent.TimeSeries.Backtesting;

/// <summary>One origin of a rolling evaluation.</summary>
/// <param name="Origin">Number of values known at this origin; the test begins at this index.</param>
/// <param name="Training">Values before the origin.</param>
/// <param name="Test">The values to forecast.</param>
public readonly record struct RollingFold(int Origin, TrainingPart Training, TestPart Test);
