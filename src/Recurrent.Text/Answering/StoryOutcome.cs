using Recurrent.Layers.Memory;
using Recurrent.Training;

namespace Recurrent.Text.Answering;

/// <summary>A finished training of one candidate.</summary>
internal sealed record StoryOutcome(StoryCandidate Candidate, StoryReader Network, TrainingSummary Run, double Loss, double Accuracy);
