namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>What a detector has learnt beside its network's weights; stored in <c>memory.json</c> of the model folder.</summary>
internal sealed record DetectorMemory
{
    /// <summary>One for each view.</summary>
    public required ViewTail[] Tails { get; init; }

    /// <summary>Of a predicting detector; null for the other.</summary>
    public PredictionMemory? Prediction { get; init; }
}
