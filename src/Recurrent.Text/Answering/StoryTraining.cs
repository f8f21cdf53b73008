using Recurrent.Training;

namespace Recurrent.Text.Answering;

/// <summary>What a training run gives back.</summary>
/// <param name="Model">The trained answerer.</param>
/// <param name="Settings">Every setting in use and the reason for it.</param>
/// <param name="Run">Steps and epochs of all trainings together; best epoch and loss are those of the best network.</param>
/// <param name="ValidationAccuracy">Share of the questions held back that the model answers right, 0 to 1; NaN without any.</param>
/// <param name="Attempts">Every network that was trained, in the order of training.</param>
public sealed record StoryTraining(StoryAnswerer Model, IReadOnlyList<ChosenSetting> Settings, TrainingSummary Run, double ValidationAccuracy, IReadOnlyList<StoryAttempt> Attempts);
