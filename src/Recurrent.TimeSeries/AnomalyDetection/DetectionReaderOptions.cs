namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>Which column is what; everything is found from the file when it is not named.</summary>
public sealed record DetectionReaderOptions
{
    /// <summary>Column with times; null takes the first whose fields are dates or times, or whose name says so.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>Column with labels for scoring; null takes one named <c>anomaly</c>, <c>is_anomaly</c>, <c>label</c> or <c>outlier</c> with only 0 and 1.</summary>
    public string? LabelColumn { get; init; }

    /// <summary>Whether a file may lack the column named as label, as one of usual behaviour may that is only learnt from.</summary>
    public bool MayLackLabel { get; init; }

    /// <summary>Whether numbers are written 12,5; null finds it where the comma does not separate the fields.</summary>
    public bool? DecimalComma { get; init; }

    /// <summary>Columns to watch; empty takes every other column.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>Columns to leave out; <c>changepoint</c> is left out unless it is named as a channel.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];
}
