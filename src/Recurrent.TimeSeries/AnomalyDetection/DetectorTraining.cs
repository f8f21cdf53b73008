using Recurrent.Training;

namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>What a training run gives back.</summary>
/// <param name="Model">The trained detector.</param>
/// <param name="Settings">Every setting in use and the reason for it.</param>
/// <param name="Run">How long the run took and why it ended; the loss is in normalised units.</param>
public sealed record DetectorTraining(Detector Model, IReadOnlyList<ChosenSetting> Settings, TrainingSummary Run);
