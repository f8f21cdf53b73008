namespace Recurrent.Text.Metrics;

/// <summary>How BLEU is counted; the defaults are sacreBLEU's.</summary>
public sealed record BleuOptions
{
    /// <summary>Where words end; <see cref="BleuTokenization.International13a"/> by default.</summary>
    public BleuTokenization Tokenization { get; init; } = BleuTokenization.International13a;

    /// <summary>Whether upper and lower case are alike; false by default.</summary>
    public bool Lowercase { get; init; }
}
