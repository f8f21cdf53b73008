using Recurrent.Cli.Presentation;
using Recurrent.TimeSeries.Signals.Classification;

namespace Recurrent.Cli.Tasks.Signal.Classes;

/// <summary>Data, settings, scores and results of classifiers for people.</summary>
internal static class ClassesText
{
    private const int MostMistakes = 10;

    /// <summary>The size of the data in one sentence.</summary>
    public static string DataFacts(ClassesRequest request)
    {
        var signals = request.Training;
        var (shortest, longest) = (signals.Min(static one => one.Length), signals.Max(static one => one.Length));
        var rows = shortest == longest ? NumberText.Count(shortest) : $"{NumberText.Count(shortest)} to {NumberText.Count(longest)}";
        var kind = signals[0].SampleRate is { } rate ? $"samples at {NumberText.Count(rate)} Hz" : $"rows of {signals[0].Channels.Count} channel{(signals[0].Channels.Count == 1 ? "" : "s")}";
        var groups = signals.Select(static one => one.Group).OfType<string>().Distinct().Count();
        return $"{request.DataName}: {NumberText.Count(signals.Count)} signals of {signals.Select(static one => one.Label).Distinct().Count()} classes to learn from, {rows} {kind}"
            + $"{(groups == 0 ? "" : $", {NumberText.Count(groups)} groups")}; {NumberText.Count(request.Test.Count)} kept apart to score on.";
    }

    public static void Write(TextWriter output, ClassesOutcome outcome)
    {
        WriteScores(output, outcome);
        output.WriteLine($"Model:  {outcome.Request.Folder.Model}");
        output.WriteLine($"Report: {outcome.Request.Folder.Report}");
        output.WriteLine($"Next:   rnn predict {outcome.Request.Folder.Path} FOLDER --out labels.csv");
    }

    public static void WriteScores(TextWriter output, ClassesOutcome outcome)
    {
        var run = outcome.Training.Run;
        output.WriteLine($"Trained {NumberText.Count(run.Parameters)} parameters for {run.Epochs} epochs; kept those of epoch {run.BestEpoch}. Ended: {run.StopReason}.");
        if (!double.IsNaN(outcome.Training.ValidationAccuracy))
            output.WriteLine($"Each network told {NumberText.Share(outcome.Training.ValidationAccuracy)} of the training signals right that it had not learnt from.");
        if (outcome.Test is not { } test)
        {
            output.WriteLine("No signals were kept apart, so there is no score; name some with --test.");
            return;
        }
        output.WriteLine($"Scores on {NumberText.Count(test.Signals)} signals which nothing was learnt or chosen from:");
        WriteTable(output, test);
    }

    public static void WriteTable(TextWriter output, SignalEvaluation evaluation)
    {
        var table = new TextTable("method", "accuracy", "macro F1");
        foreach (var one in evaluation.Baselines.Prepend(evaluation.Model)) table.Add(Named(one.Method), NumberText.Share(one.Accuracy), NumberText.Ratio(one.MacroF1));
        table.Write(output);
        output.WriteLine(Verdict(evaluation));
        WriteMistakes(output, evaluation);
    }

    /// <summary>Whether the classifier is worth using, in one sentence.</summary>
    public static string Verdict(SignalEvaluation evaluation)
    {
        var best = evaluation.Baselines.MaxBy(static one => one.Accuracy)!;
        var (ours, theirs) = (evaluation.Model.Accuracy, best.Accuracy);
        return ours > theirs
            ? $"The classifier beats every simple method: accuracy {NumberText.Share(ours)} against {NumberText.Share(theirs)} of {Named(best.Method)}."
            : $"The classifier does not beat {Named(best.Method)} here (accuracy {NumberText.Share(ours)} against {NumberText.Share(theirs)}): prefer the simple method, or give it more signals.";
    }

    public static string Named(string method) => method switch { "model" => "this model", "majority" => "most frequent class", "nearest_centroid" => "nearest class mean", _ => method };

    private static void WriteMistakes(TextWriter output, SignalEvaluation evaluation)
    {
        var labels = evaluation.Labels;
        var pairs = Enumerable.Range(0, labels.Count).SelectMany(actual => Enumerable.Range(0, labels.Count).Select(said => (actual, said, count: evaluation.Confusion[actual][said])))
            .Where(static one => one.actual != one.said && one.count > 0).OrderByDescending(static one => one.count).ToArray();
        if (pairs.Length == 0) return;
        output.WriteLine("Most frequent mistakes:");
        var table = new TextTable("class", "taken for", "times", "of");
        foreach (var (actual, said, count) in pairs.Take(MostMistakes))
            table.Add(labels[actual], labels[said], NumberText.Count(count), NumberText.Count(evaluation.Confusion[actual].Sum()));
        table.Write(output);
    }
}
