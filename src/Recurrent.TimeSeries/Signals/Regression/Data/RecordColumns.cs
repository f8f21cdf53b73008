namespace Recurrent.TimeSeries.Signals.Regression.Data;

/// <summary>Which columns of a file are what.</summary>
public sealed record RecordColumns
{
    /// <summary>Names of the input columns, at least one.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Names of the output columns; empty reads inputs only.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>Column that names the record a row belongs to; null when all rows are one record.</summary>
    public string? Record { get; init; }
}
