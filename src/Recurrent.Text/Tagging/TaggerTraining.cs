using Recurrent.Training;

namespace Recurrent.Text.Tagging;

/// <summary>What a training run gives back.</summary>
/// <param name="Model">The trained tagger.</param>
/// <param name="Settings">Every setting in use and the reason for it.</param>
/// <param name="Run">How long the run took and why it ended; the loss is 1 − F1 on the validation sentences.</param>
/// <param name="ValidationF1">Entity F1 on the validation sentences, 0 to 1; NaN when there are none.</param>
public sealed record TaggerTraining(SequenceTagger Model, IReadOnlyList<ChosenSetting> Settings, TrainingSummary Run, double ValidationF1);
