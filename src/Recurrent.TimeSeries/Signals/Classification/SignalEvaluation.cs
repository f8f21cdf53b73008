namespace Recurrent.TimeSeries.Signals.Classification;

/// <summary>How a classifier does on labelled signals, beside simple methods.</summary>
public sealed record SignalEvaluation
{
    /// <summary>Scores of the classifier.</summary>
    public required SignalScores Model { get; init; }

    /// <summary>Scores of always saying the most frequent class of the training, and of the nearest class mean of simple summaries.</summary>
    public required IReadOnlyList<SignalScores> Baselines { get; init; }

    /// <summary>Names of the classes. [C]</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Signals of each class (outer) that were taken for each class (inner). [C][C]</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Confusion { get; init; }

    /// <summary>What was said of each signal, in their order.</summary>
    public required IReadOnlyList<SignalPrediction> Predictions { get; init; }

    /// <summary>How many signals there are.</summary>
    public int Signals => Predictions.Count;
}
