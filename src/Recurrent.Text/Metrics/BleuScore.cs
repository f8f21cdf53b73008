using System.Collections.Immutable;

namespace Recurrent.Text.Metrics;

/// <summary>BLEU of a corpus and what it is made of.</summary>
/// <param name="Score">0 to 100.</param>
/// <param name="Signature">How it was counted, in sacreBLEU's form.</param>
public sealed record BleuScore(double Score, string Signature)
{
    /// <summary>Share of the 1-, 2-, 3- and 4-grams that are in the reference, after smoothing, 0 to 100. [4]</summary>
    public required ImmutableArray<double> Precisions { get; init; }

    /// <summary>1, or less when the hypotheses are shorter than the references.</summary>
    public required double BrevityPenalty { get; init; }

    /// <summary>Words of all hypotheses.</summary>
    public required long HypothesisLength { get; init; }

    /// <summary>Words of the references that are nearest in length.</summary>
    public required long ReferenceLength { get; init; }
}
