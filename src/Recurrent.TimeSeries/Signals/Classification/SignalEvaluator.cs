using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Signals.Classification;

/// <summary>Scores classifiers on labelled signals.</summary>
public static class SignalEvaluator
{
    /// <summary>Scores a classifier beside simple methods.</summary>
    /// <param name="classifier">The classifier.</param>
    /// <param name="signals">Labelled signals, at least one, of classes it knows.</param>
    /// <returns>Accuracy, the confusion matrix and the simple methods.</returns>
    /// <exception cref="ArgumentException">There is no signal.</exception>
    /// <exception cref="DataFormatException">A signal has no label, one the classifier does not know, or does not fit it.</exception>
    public static SignalEvaluation Evaluate(SignalClassifier classifier, IReadOnlyList<Signal> signals)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(signals);
        if (signals.Count == 0) throw new ArgumentException("Received no signal to score.", nameof(signals));
        var labels = classifier.State.Settings.Labels;
        int[] targets = [.. signals.Select(one => Target(one, labels))];
        var predictions = classifier.Predict(signals);
        int[] said = [.. predictions.Select(one => Array.BinarySearch(labels, one.Label, StringComparer.Ordinal))];
        var reader = classifier.State.Settings.OpenReader();
        var simple = classifier.State.Simple;
        var model = Confusion(targets, said, labels.Length);
        return new SignalEvaluation
        {
            Model = Scores("model", model),
            Baselines =
            [
                Scores("majority", Confusion(targets, [.. targets.Select(_ => simple.Majority)], labels.Length)),
                Scores("nearest_centroid", Confusion(targets, [.. signals.Select(one => simple.Nearest(reader.Scaled(one), reader.BaseCount))], labels.Length)),
            ],
            Labels = labels,
            Confusion = model,
            Predictions = predictions,
        };
    }

    private static int Target(Signal signal, string[] labels)
    {
        if (signal.Label is null)
            throw new DataFormatException { File = signal.Name, Found = "no label", Expected = "the class of every signal to score", Fix = "Name it, or use predict" };
        var place = Array.BinarySearch(labels, signal.Label, StringComparer.Ordinal);
        return place >= 0 ? place : throw new DataFormatException
        {
            File = signal.Name,
            Found = $"the label {DataFormatException.Quote(signal.Label)}{NearestName.Suggestion(signal.Label, labels)}",
            Expected = $"one of the {labels.Length} classes learnt: {string.Join(", ", labels.Take(20))}{(labels.Length > 20 ? ", …" : "")}",
            Fix = "Correct the label, or train with signals of that class",
        };
    }

    private static int[][] Confusion(int[] targets, int[] said, int classes)
    {
        int[][] counts = [.. Enumerable.Range(0, classes).Select(_ => new int[classes])];
        for (var index = 0; index < targets.Length; index++) counts[targets[index]][said[index]]++;
        return counts;
    }

    private static SignalScores Scores(string method, int[][] confusion)
    {
        var (right, all, sum, present) = (0, 0, 0.0, 0);
        for (var one = 0; one < confusion.Length; one++)
        {
            var (actual, taken) = (confusion[one].Sum(), confusion.Sum(row => row[one]));
            right += confusion[one][one];
            all += actual;
            if (actual == 0) continue;
            present++;
            // 2PR/(P + R) with P = hits/taken and R = hits/actual.
            sum += 2.0 * confusion[one][one] / (actual + taken);
        }
        return new SignalScores(method, (double)right / all, sum / present);
    }
}
