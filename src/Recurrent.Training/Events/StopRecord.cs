namespace Recurrent.Training.Events;

/// <summary>The end of a run.</summary>
/// <param name="Result">Why it ended, and the counts.</param>
/// <param name="ElapsedSeconds">Time spent in the run.</param>
public readonly record struct StopRecord(TrainResult Result, double ElapsedSeconds);
