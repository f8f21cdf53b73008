namespace Recurrent.Training;

/// <summary>How a run ended.</summary>
/// <param name="Reason">Why it ended.</param>
/// <param name="Steps">Steps made in all, before and after resuming, skipped ones included.</param>
/// <param name="Epochs">Epochs completed.</param>
/// <param name="SkippedSteps">Steps without update because the loss or gradient was not finite.</param>
/// <param name="BestScore">The best validation score, whose weights the model now has; null without validation.</param>
/// <param name="BestStep">After how many steps the best score was reached.</param>
public sealed record TrainResult(StopReason Reason, long Steps, int Epochs, long SkippedSteps, double? BestScore, long BestStep);
