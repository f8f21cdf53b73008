namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>What is needed to build the network again; stored as <c>architecture</c> in <c>model.json</c>.</summary>
internal sealed record DetectorArchitecture
{
    public required DetectionMethod Method { get; init; }

    public required string Cell { get; init; }

    public required int Hidden { get; init; }

    public required int Layers { get; init; }

    public required int Channels { get; init; }

    /// <summary>Whether the network is told the time of day.</summary>
    public required bool HasClock { get; init; }

    /// <summary>Rows that an encoder–decoder reads and writes; 1 for a predictor.</summary>
    public required int Window { get; init; }
}
