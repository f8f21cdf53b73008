using Recurrent.Text.Translation.Data;
using Recurrent.Text.Translation.Network;

namespace Recurrent.Text.Translation.Storage;

/// <summary>All that a trained translator consists of.</summary>
internal sealed record TranslatorState(
    TranslatorArchitecture Architecture, TranslatorSettings Settings, TranslatorNetwork Network, SentenceCoder Source, SentenceCoder Target)
{
    public ulong Seed { get; init; }

    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();
}
