namespace Recurrent.Text.Answering;

/// <summary>One training: a network, its start and how it learns.</summary>
/// <param name="Member">The network.</param>
/// <param name="Seed">Decides first values, order of the questions and dropout.</param>
internal sealed record StoryCandidate(StoryMember Member, ulong Seed)
{
    public required double LearningRate { get; init; }

    public required double WeightDecay { get; init; }

    /// <summary>Passes without softmax at the beginning.</summary>
    public required int LinearEpochs { get; init; }
}
