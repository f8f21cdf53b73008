using Recurrent.Training;

namespace Recurrent.TimeSeries.Signals.Classification;

/// <summary>What a training run gives back.</summary>
/// <param name="Model">The trained classifier.</param>
/// <param name="Settings">Every setting in use and the reason for it.</param>
/// <param name="Run">How long the run took and why it ended; the loss is the cross-entropy on signals that the networks did not learn from.</param>
/// <param name="ValidationAccuracy">Share of those signals that were told right by the network that did not learn from them; NaN when there are none.</param>
public sealed record SignalTraining(SignalClassifier Model, IReadOnlyList<ChosenSetting> Settings, TrainingSummary Run, double ValidationAccuracy);
