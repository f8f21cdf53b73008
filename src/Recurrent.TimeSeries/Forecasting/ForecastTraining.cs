using Recurrent.Training;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>What a training run gives back.</summary>
/// <param name="Model">The trained model; it continues the end of the training data.</param>
/// <param name="Settings">Every setting in use and the reason for it.</param>
/// <param name="Test">Scores on the last horizon of every series, which nothing was learnt or chosen from.</param>
/// <param name="Validation">Scores at the origins that decided when to stop.</param>
/// <param name="Run">How long the run took and why it ended.</param>
public sealed record ForecastTraining(
    Forecaster Model,
    IReadOnlyList<ChosenSetting> Settings,
    ForecastEvaluation Test,
    ForecastEvaluation Validation,
    TrainingSummary Run);
