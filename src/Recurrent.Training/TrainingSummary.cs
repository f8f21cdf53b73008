namespace Recurrent.Training;

/// <summary>The course of one training run.</summary>
/// <param name="Steps">Updates made.</param>
/// <param name="Epochs">Epochs made.</param>
/// <param name="BestEpoch">Epoch whose weights were kept, counted from 1; the last without validation data.</param>
/// <param name="BestLoss">Validation loss of those weights: mean quantile loss or squared error in normalised units, or negative log-likelihood; NaN without validation data.</param>
/// <param name="Seconds">Wall-clock time of the training.</param>
/// <param name="Parameters">Trainable values of the model.</param>
/// <param name="StopReason">Why it ended, in words.</param>
public sealed record TrainingSummary(
    long Steps, int Epochs, int BestEpoch, double BestLoss, double Seconds, long Parameters, string StopReason);
