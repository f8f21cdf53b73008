using Recurrent.Text.Tokenization;

namespace Recurrent.Text.LanguageModels;

/// <summary>All that a trained language model consists of.</summary>
internal sealed record LanguageModelState(LanguageModelArchitecture Architecture, LanguageModelSettings Settings, Tokenizer Tokenizer, LanguageModelNetwork Network)
{
    /// <summary>How often each token came in training, for the simple method; stored as <c>counts.json</c>. [V]</summary>
    public required long[] Counts { get; init; }

    public ulong Seed { get; init; }

    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    public CorpusEncoder Encoder { get; } = new(Tokenizer, Settings.Level);
}
