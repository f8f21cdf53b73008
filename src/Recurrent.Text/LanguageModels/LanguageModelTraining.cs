using Recurrent.Training;

namespace Recurrent.Text.LanguageModels;

/// <summary>What a training run gives back.</summary>
/// <param name="Model">The trained model.</param>
/// <param name="Settings">Every setting in use and the reason for it.</param>
/// <param name="Run">How long the run took and why it ended; the loss is the mean of nats a token on text that was not learnt from.</param>
public sealed record LanguageModelTraining(LanguageModel Model, IReadOnlyList<ChosenSetting> Settings, TrainingSummary Run);
