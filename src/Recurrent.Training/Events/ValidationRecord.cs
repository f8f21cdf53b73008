namespace Recurrent.Training.Events;

/// <summary>A validation.</summary>
/// <param name="Step">Steps made so far.</param>
/// <param name="Evaluation">Score and metrics.</param>
/// <param name="IsBest">Whether it is the best so far.</param>
/// <param name="ElapsedSeconds">Time spent in the run so far.</param>
public readonly record struct ValidationRecord(long Step, Evaluation Evaluation, bool IsBest, double ElapsedSeconds);
