namespace Recurrent.Text.Classification;

/// <summary>How a classifier does on labelled texts, beside simple methods.</summary>
public sealed record TextEvaluation
{
    /// <summary>Scores of the classifier.</summary>
    public required TextScores Model { get; init; }

    /// <summary>Scores of always saying what is most frequent in the training texts, and of naive Bayes over the tokens (add-one smoothing).</summary>
    public required IReadOnlyList<TextScores> Baselines { get; init; }

    /// <summary>Names of the classes. [C]</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Precision, recall and F1 of every class. [C]</summary>
    public required IReadOnlyList<ClassScores> Classes { get; init; }

    /// <summary>Texts of each class (outer) that were taken for each class (inner), <c>[C][C]</c>; empty where several labels may hold at once.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Confusion { get; init; }

    /// <summary>What was said of each text, in their order.</summary>
    public required IReadOnlyList<TextPrediction> Predictions { get; init; }

    /// <summary>How well the probabilities say what comes, with T = 1 and with the temperature of the model; both of these texts.</summary>
    public required TextCalibration Calibration { get; init; }

    /// <summary>How many texts there are.</summary>
    public int Texts => Predictions.Count;
}
