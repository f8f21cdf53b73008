namespace Recurrent.Training;

/// <summary>How a run ended.</summary>
/// <param name="Reason">Why it ended.</param>
/// <param name="Steps">Steps made in all, before and after resuming, skipped ones included.</param>
/// <param name="Epochs">Epochs completed.</param>
/// <param name="SkippedSteps">Steps without update because the loss or gradient was not finite.</param>
/// <param name="BestScore">
/// The validation score of the weights that the model now has: the best one, or with <see cref="TrainOptions.MinimumImprovement"/> the last that was
/// better by more than that, although a later one may be slightly better; null without validation.
/// </param>
/// <param name="BestStep">After how many steps that score was reached.</param>
public sealed record TrainResult(StopReason Reason, long Steps, int Epochs, long SkippedSteps, double? BestScore, long BestStep);
