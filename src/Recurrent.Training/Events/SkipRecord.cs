namespace Recurrent.Training.Events;

/// <summary>A step that changed nothing.</summary>
/// <param name="Step">Its number, from 1.</param>
/// <param name="Loss">Its loss.</param>
/// <param name="GradientNorm">Its gradient norm.</param>
/// <param name="SkippedSteps">Steps skipped in the run so far.</param>
public readonly record struct SkipRecord(long Step, double Loss, double GradientNorm, long SkippedSteps);
