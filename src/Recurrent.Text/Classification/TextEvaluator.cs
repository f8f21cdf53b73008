using Recurrent.Training.Data;

namespace Recurrent.Text.Classification;

/// <summary>Scores a classifier beside simple methods on the same texts.</summary>
public static class TextEvaluator
{
    /// <summary>Scores a classifier.</summary>
    /// <param name="classifier">The classifier.</param>
    /// <param name="texts">Labelled texts, at least one.</param>
    /// <param name="threads">Threads to use, 0 for one per core; results do not depend on it.</param>
    /// <returns>Scores of the classifier and of the simple methods.</returns>
    /// <exception cref="DataFormatException">A text has no label or one that was not learnt; the message names it.</exception>
    /// <exception cref="ArgumentException">There is no text.</exception>
    public static TextEvaluation Evaluate(TextClassifier classifier, IReadOnlyList<LabelledText> texts, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(texts);
        if (texts.Count == 0) throw new ArgumentException("Received no text to score.", nameof(texts));
        var state = classifier.State;
        var (labels, multiLabel) = (state.Settings.Labels, state.Settings.MultiLabel);
        int[][] targets = [.. texts.Select(text => TextPlan.Target(text, labels, multiLabel))];
        var scores = classifier.Scores([.. texts.Select(static text => text.Text)], threads);
        TextPrediction[] predictions = [.. scores.Select(own => classifier.Prediction(classifier.Probabilities(own, classifier.Temperature)))];
        int[][] said = [.. predictions.Select(one => one.Labels.Select(label => Array.BinarySearch(labels, label, StringComparer.Ordinal)).ToArray())];
        var simple = new SimpleMethods(state);
        var decisions = new Decisions(targets, said, labels);
        return new TextEvaluation
        {
            Model = decisions.Scores("model"),
            Baselines =
            [
                new Decisions(targets, [.. targets.Select(_ => simple.Majority)], labels).Scores("majority"),
                new Decisions(targets, [.. texts.Select(text => simple.NaiveBayes(text.Text))], labels).Scores("naive_bayes"),
            ],
            Labels = labels,
            Classes = decisions.Classes(),
            Confusion = multiLabel ? [] : decisions.Confusion(),
            Predictions = predictions,
            Calibration = Calibration(classifier, scores, targets),
        };
    }

    private static TextCalibration Calibration(TextClassifier classifier, float[][] scores, int[][] targets)
    {
        var (before, after) = (At(1), At(classifier.Temperature));
        return new TextCalibration(scores.Length, classifier.Temperature, before.Nll, after.Nll, before.Ece, after.Ece);

        Reliability At(double temperature) =>
            Reliability.Of([.. scores.Select(own => classifier.Probabilities(own, temperature))], targets, classifier.MultiLabel);
    }
}
