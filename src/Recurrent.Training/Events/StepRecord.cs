namespace Recurrent.Training.Events;

/// <summary>A step that changed the weights.</summary>
/// <param name="Step">Its number, from 1.</param>
/// <param name="Epoch">The epoch it belongs to, from 0.</param>
/// <param name="Loss">Weighted mean loss of its batches, before the update.</param>
/// <param name="LearningRate">η used.</param>
/// <param name="GradientNorm">Global norm before clipping.</param>
/// <param name="ElapsedSeconds">Time spent in the run so far.</param>
public readonly record struct StepRecord(long Step, int Epoch, double Loss, double LearningRate, double GradientNorm, double ElapsedSeconds)
{
    /// <summary>Whether the gradient was too long and was clipped.</summary>
    public bool IsClipped { get; init; }
}
