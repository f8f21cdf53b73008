namespace Recurrent.TimeSeries.Signals.Reading;

/// <summary>Which columns of a list or table of signals are what; whatever is null is found by its usual name.</summary>
public sealed record SignalReaderOptions
{
    /// <summary>Column of a list with the paths of its files; found by the names file, path, filename.</summary>
    public string? FileColumn { get; init; }

    /// <summary>Column of a table that says which signal a row belongs to; found by the names id, unique_id, signal, sequence.</summary>
    public string? IdColumn { get; init; }

    /// <summary>Column with the class; found by the names label, class, target.</summary>
    public string? LabelColumn { get; init; }

    /// <summary>Column with whom or what a signal is from; found by the names group, speaker, subject. Groups stay together when data are split.</summary>
    public string? GroupColumn { get; init; }
}
