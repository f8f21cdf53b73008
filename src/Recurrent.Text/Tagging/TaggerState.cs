namespace Recurrent.Text.Tagging;

/// <summary>All that a trained tagger consists of.</summary>
internal sealed record TaggerState(TaggerArchitecture Architecture, TaggerSettings Settings, TaggerVocabulary Vocabulary, TaggerNetwork Network, SimpleTags Simple)
{
    public ulong Seed { get; init; }

    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();
}
