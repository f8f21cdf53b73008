namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>What a predicting detector has learnt beside its network's weights; stored with the model.</summary>
internal sealed record PredictionMemory
{
    /// <summary>Of the readout, row-major <c>[D, F]</c>.</summary>
    public required double[] Weights { get; init; }

    /// <summary>The readout's P, row-major <c>[F, F]</c>; null before it has learnt.</summary>
    public double[]? Inverse { get; init; }

    /// <summary>Running means of the absolute errors. [D]</summary>
    public required double[] UsualErrors { get; init; }

    /// <summary>Long-run means. [D]</summary>
    public required RunningMean[] Means { get; init; }

    /// <summary>Usual values of each half-hour, row-major <c>[<see cref="DayClock.Places"/>, D]</c>; empty without a clock.</summary>
    public required RunningMean[] Season { get; init; }
}
