namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>A table and what a detector said of its rows.</summary>
/// <param name="Detector">The detector.</param>
/// <param name="Table">The rows.</param>
/// <param name="Detections">One a row.</param>
public sealed record JudgedTable(Detector Detector, DetectionTable Table, IReadOnlyList<Detection> Detections);
