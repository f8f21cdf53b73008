using Recurrent.Cli.Diagnose;

namespace Recurrent.Cli.Reports;

/// <summary>One model or cell of a diagnosis.</summary>
internal sealed record DiagnosedCell
{
    public required string Name { get; init; }

    public required IReadOnlyList<DiagnosedLayer> Layers { get; init; }

    /// <summary>Null when no update is known.</summary>
    public DiagnosedUpdates? Updates { get; init; }

    public static DiagnosedCell Of(CellDiagnosis cell, double factor) => new()
    {
        Name = cell.Name,
        Layers = [.. cell.Layers.Select(DiagnosedLayer.Of), .. cell.Inputs.Select(DiagnosedLayer.Of)],
        Updates = cell.Log is { Updates.Count: > 0 } log ? DiagnosedUpdates.Of(log, factor) : null,
    };
}
