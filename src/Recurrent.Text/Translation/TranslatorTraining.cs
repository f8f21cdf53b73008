using Recurrent.Training;

namespace Recurrent.Text.Translation;

/// <summary>What a training run gives back.</summary>
/// <param name="Model">The trained translator.</param>
/// <param name="Settings">Every setting in use and the reason for it.</param>
/// <param name="Run">How long the run took and why it ended; the loss is the smoothed cross-entropy of a target token on the validation pairs, in nats.</param>
/// <param name="ValidationPerplexity">exp of the cross-entropy without smoothing of a target token, the end included, on the validation pairs, of the weights that are kept; NaN when no validation pair has two sides of an allowed length.</param>
public sealed record TranslatorTraining(Translator Model, IReadOnlyList<ChosenSetting> Settings, TrainingSummary Run, double ValidationPerplexity);
