using Recurrent.Text.Tokenization;

namespace Recurrent.Text.Classification;

/// <summary>All that a trained classifier consists of.</summary>
internal sealed record TextState(TextArchitecture Architecture, TextSettings Settings, TextNetwork Network, TextEncoder Encoder)
{
    public ulong Seed { get; init; }

    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    public Tokenizer Tokenizer => Encoder.Tokenizer;

    public TokenCounts Counts => Encoder.Counts;
}
