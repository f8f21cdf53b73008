namespace Recurrent.TimeSeries.Forecasting;

/// <summary>How a network is trained, with nothing left open.</summary>
internal sealed record TrainingSettings
{
    public required int Epochs { get; init; }

    public required int StepsPerEpoch { get; init; }

    public required int BatchSize { get; init; }

    public required int Patience { get; init; }

    public required double LearningRate { get; init; }

    public required double WeightDecay { get; init; }

    public required WindowPlan Windows { get; init; }

    public long Steps => (long)Epochs * StepsPerEpoch;
}
