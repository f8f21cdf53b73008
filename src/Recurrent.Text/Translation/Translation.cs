using System.Collections.Immutable;

namespace Recurrent.Text.Translation;

/// <summary>One translation of one sentence.</summary>
/// <param name="Text">The translation.</param>
/// <param name="LogProbability">ln p(translation | source), the end of the sentence included; 0 for an empty source, whose translation is empty.</param>
/// <param name="Score">The log-probability after length normalisation and coverage penalty: by it hypotheses are ordered.</param>
public sealed record Translation(string Text, double LogProbability, double Score)
{
    /// <summary>What was read, piece by piece as the network sees it. [S]</summary>
    public ImmutableArray<string> SourceTokens { get; init; } = [];

    /// <summary>What was written, piece by piece, without the end of the sentence. [T]</summary>
    public ImmutableArray<string> Tokens { get; init; } = [];

    /// <summary>How much every source token was looked at when a token was written, row-major <c>[T, S]</c>; empty unless asked for.</summary>
    public ImmutableArray<float> Attention { get; init; } = [];
}
