using Recurrent.TimeSeries.Signals.Features;

namespace Recurrent.TimeSeries.Signals.Classification;

/// <summary>What a classifier reads of a signal; stored as part of <c>preprocessing</c> in <c>model.json</c>.</summary>
internal sealed record SignalFeatures
{
    public required FeatureKind Kind { get; init; }

    /// <summary>Names of the channels of a signal.</summary>
    public required string[] Channels { get; init; }

    /// <summary>How sound is cut into frames; null for raw rows.</summary>
    public SoundFeatureOptions? Sound { get; init; }

    /// <summary>Whether slopes stand beside the features.</summary>
    public required bool HasSlopes { get; init; }

    /// <summary>Whether every signal's own mean over time is taken off: it then does not matter how loud it is or where the sensor's zero is.</summary>
    public required bool IsCentred { get; init; }

    /// <summary>Features of a row before slopes.</summary>
    public int BaseCount => Sound?.Count ?? Channels.Length;

    /// <summary>D, features of a row as the network reads them.</summary>
    public int Count => HasSlopes ? 2 * BaseCount : BaseCount;

    /// <summary>Rows on each side that a slope looks at: sound has smooth frames, rows may be few.</summary>
    public int SlopeReach => Sound is null ? 1 : 2;
}
