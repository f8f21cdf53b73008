namespace Recurrent.MLNet;

/// <summary>Columns of anomaly detection.</summary>
public sealed record DetectionColumnNames
{
    /// <summary>The channels: columns of one number each, or one column with a vector of all of them; NaN where a value is missing.</summary>
    public IReadOnlyList<string> Channels { get; init; } = ["Value"];

    /// <summary>The times of the rows, of type DateTime; null (the default) for rows without times.</summary>
    public string? Time { get; init; }

    /// <summary>Made: whether the row raises an alarm, Boolean.</summary>
    public string PredictedLabel { get; init; } = "PredictedLabel";

    /// <summary>Made: how strange the row is, Single from 0 to 1, 0.5 at the threshold; NaN for a row without values.</summary>
    public string Score { get; init; } = "Score";

    /// <summary>Made: name of the channel that is furthest out, Text.</summary>
    public string Channel { get; init; } = "Channel";

    /// <summary>Made: what was expected of that channel in its own unit, Single.</summary>
    public string Expected { get; init; } = "Expected";

    /// <summary>Made: how far off it is in units of its usual spread, signed, Single.</summary>
    public string Deviation { get; init; } = "Deviation";
}
