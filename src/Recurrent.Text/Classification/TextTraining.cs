using Recurrent.Training;

namespace Recurrent.Text.Classification;

/// <summary>What a training run gives back.</summary>
/// <param name="Model">The trained classifier.</param>
/// <param name="Settings">Every setting in use and the reason for it.</param>
/// <param name="Run">How long the run took and why it ended; the loss is the mean negative log-likelihood on the texts held back.</param>
/// <param name="ValidationAccuracy">Share of the texts held back that were told right, with several labels at once all of them; NaN when there are none.</param>
/// <param name="Calibration">What dividing by a temperature did; null with fewer than 20 texts held back.</param>
public sealed record TextTraining(
    TextClassifier Model, IReadOnlyList<ChosenSetting> Settings, TrainingSummary Run, double ValidationAccuracy, TextCalibration? Calibration);
