namespace Recurrent.Training.Diagnosis;

/// <summary>One update of a training run, as far as its gradient goes.</summary>
/// <param name="Step">Its number, from 1.</param>
/// <param name="Loss">Loss before the update.</param>
/// <param name="GradientNorm">Global norm before clipping; infinite or not a number where the update was skipped for it.</param>
/// <param name="Outcome">What became of the gradient.</param>
public readonly record struct UpdateRecord(long Step, double Loss, double GradientNorm, UpdateOutcome Outcome);
