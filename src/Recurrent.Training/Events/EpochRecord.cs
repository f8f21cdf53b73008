namespace Recurrent.Training.Events;

/// <summary>A completed epoch.</summary>
/// <param name="Epoch">Its number, from 0.</param>
/// <param name="Step">Steps made so far.</param>
/// <param name="Loss">Mean loss over the epoch, batches weighted by their size; not a number when all steps were skipped.</param>
/// <param name="ElapsedSeconds">Time spent in the run so far.</param>
public readonly record struct EpochRecord(int Epoch, long Step, double Loss, double ElapsedSeconds);
