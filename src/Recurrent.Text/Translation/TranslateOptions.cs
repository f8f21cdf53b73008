using Recurrent.Training;

namespace Recurrent.Text.Translation;

/// <summary>How translations are searched for.</summary>
public sealed record TranslateOptions
{
    /// <summary>K, hypotheses kept for each sentence, 1 to 1,000,000; 1, greedy search, by default; 5 is usual for the best score.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public int Beam
    {
        get;
        init => field = (int)OptionGuard.Between(value, 1, 1_000_000, nameof(Beam))!;
    } = 1;

    /// <summary>How hypotheses of different lengths are compared; <see cref="LengthNormalization.Wu"/> by default.</summary>
    public LengthNormalization Normalization { get; init; } = LengthNormalization.Wu;

    /// <summary>α of <see cref="LengthNormalization.Wu"/>, 0 to 5; 1.5 by default: of 0.6, 1, 1.3, 1.6 and 2 the middle ones were best on the validation part of Multi30k.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public double LengthPenalty
    {
        get;
        init => field = (double)OptionGuard.Between(value, 0, 5, nameof(LengthPenalty))!;
    } = 1.5;

    /// <summary>β, 0 to 10: adds β Σ_s ln min(Σ_t α_ts, 1) to a score, which holds words of the source against it that were not looked at (Wu and others, 2016, equation 14); 0 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public double CoveragePenalty
    {
        get;
        init => field = (double)OptionGuard.Between(value, 0, 10, nameof(CoveragePenalty))!;
    }

    /// <summary>Most tokens of a translation, at least 1; null, the default, allows twice the source's tokens and ten more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int? MaximumLength
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(MaximumLength));
    }

    /// <summary>Whether an unknown word of the translation is replaced by the source word that was looked at most; true by default. Byte pairs know every word.</summary>
    public bool ReplaceUnknown { get; init; } = true;

    /// <summary>Whether translations carry their attention; false by default.</summary>
    public bool WithAttention { get; init; }

    /// <summary>
    /// Hypotheses that are extended together, over all sentences, at least 1; 256 by default, and fewer where sources of more than 64 tokens would
    /// take too much memory. Results do not depend on it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int Rows
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Rows));
    } = 256;

    /// <summary>Threads, at least 0; 0, the default, takes one per core. Results do not depend on it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0.</exception>
    public int Threads
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(Threads), value, "Expected a number of threads, or 0 for one per core.");
    }
}
