using Recurrent.Training;

namespace Recurrent.TimeSeries.Signals.Regression.Model;

/// <summary>What a training run gives back.</summary>
/// <param name="Model">The trained regressor.</param>
/// <param name="Settings">Every setting in use and the reason for it.</param>
/// <param name="Run">How long the run took and why it ended; the loss is the squared validation RMSE in units of the outputs' spread.</param>
public sealed record RegressorTraining(SignalRegressor Model, IReadOnlyList<ChosenSetting> Settings, TrainingSummary Run);
