namespace Recurrent.Text.Answering;

/// <summary>All that a trained answerer consists of.</summary>
internal sealed record StoryState(StoryArchitecture Architecture, StorySettings Settings, StoryVocabulary Vocabulary, StoryNetwork Network, SimpleAnswers Simple)
{
    public ulong Seed { get; init; }

    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();
}
