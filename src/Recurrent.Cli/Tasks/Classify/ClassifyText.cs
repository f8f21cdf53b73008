using Recurrent.Cli.Presentation;
using Recurrent.Text.Classification;

namespace Recurrent.Cli.Tasks.Classify;

/// <summary>Data, settings, scores and results of classifiers for people.</summary>
internal static class ClassifyText
{
    private const int MostClasses = 20;

    /// <summary>The size of the data in one sentence.</summary>
    public static string DataFacts(ClassifyRequest request)
    {
        var labels = request.Training.SelectMany(static one => one.Labels).Distinct().Count();
        var empty = request.Training.Count(static one => string.IsNullOrWhiteSpace(one.Text));
        return $"{request.DataName}: {NumberText.Count(request.Training.Count)} texts with {labels} labels to learn from"
            + (empty == 0 ? "" : $", {NumberText.Count(empty)} of them empty")
            + (request.Validation is { } valid ? $", {NumberText.Count(valid.Count)} to choose and calibrate by" : "")
            + $"; {NumberText.Count(request.Test.Count)} kept apart to score on.";
    }

    public static void Write(TextWriter output, ClassifyOutcome outcome)
    {
        WriteScores(output, outcome);
        output.WriteLine($"Model:  {outcome.Request.Folder.Model}");
        output.WriteLine($"Report: {outcome.Request.Folder.Report}");
        output.WriteLine($"Next:   rnn predict {outcome.Request.Folder.Path} - < texts.txt");
    }

    public static void WriteScores(TextWriter output, ClassifyOutcome outcome)
    {
        var run = outcome.Training.Run;
        output.WriteLine($"Trained {NumberText.Count(run.Parameters)} parameters for {run.Epochs} epochs; kept those of epoch {run.BestEpoch}. Ended: {run.StopReason}.");
        if (!double.IsNaN(outcome.Training.ValidationAccuracy))
            output.WriteLine($"Of the texts it was chosen by, it tells {NumberText.Share(outcome.Training.ValidationAccuracy)} right.");
        if (outcome.Training.Calibration is { } calibration) output.WriteLine(CalibrationText(calibration, "On texts held back"));
        if (outcome.Test is not { } test)
        {
            output.WriteLine("No texts were kept apart, so there is no score; name some with --test.");
            return;
        }
        output.WriteLine($"Scores on {NumberText.Count(test.Texts)} texts which nothing was learnt or chosen from:");
        WriteTable(output, test);
    }

    public static void WriteTable(TextWriter output, TextEvaluation evaluation)
    {
        var isMulti = evaluation.Confusion.Count == 0;
        var table = new TextTable(isMulti ? ["method", "all labels right", "micro F1", "macro F1"] : ["method", "accuracy", "macro F1"]);
        foreach (var one in evaluation.Baselines.Prepend(evaluation.Model))
            table.Add([Named(one.Method), NumberText.Share(one.Accuracy), .. isMulti ? (string[])[NumberText.Ratio(one.MicroF1)] : [], NumberText.Ratio(one.MacroF1)]);
        table.Write(output);
        output.WriteLine(Verdict(evaluation));
        output.WriteLine(CalibrationText(evaluation.Calibration, "On these texts"));
        var classes = new TextTable("class", "precision", "recall", "F1", "texts");
        foreach (var one in evaluation.Classes.Take(MostClasses)) classes.Add(one.Label, NumberText.Ratio(one.Precision), NumberText.Ratio(one.Recall), NumberText.Ratio(one.F1), NumberText.Count(one.Texts));
        classes.Write(output);
        if (evaluation.Classes.Count > MostClasses) output.WriteLine($"… and {evaluation.Classes.Count - MostClasses} classes more; --json has all of them.");
    }

    /// <summary>Whether the classifier is worth using, in one sentence.</summary>
    public static string Verdict(TextEvaluation evaluation)
    {
        var (name, score) = Measure(evaluation);
        var best = evaluation.Baselines.MaxBy(score)!;
        var (ours, theirs) = (score(evaluation.Model), score(best));
        return IsBetter(evaluation)
            ? $"The classifier beats every simple method: {name} {NumberText.Share(ours)} against {NumberText.Share(theirs)} of {Named(best.Method)}."
            : $"The classifier does not beat {Named(best.Method)} here ({name} {NumberText.Share(ours)} against {NumberText.Share(theirs)}): prefer the simple method, or give it more texts.";
    }

    public static bool IsBetter(TextEvaluation evaluation)
    {
        var score = Measure(evaluation).Score;
        return score(evaluation.Model) > evaluation.Baselines.Max(score);
    }

    public static string CalibrationText(TextCalibration calibration, string where) =>
        $"{where}, temperature {NumberText.Ratio(calibration.Temperature)} changes the negative log-likelihood from {NumberText.Ratio(calibration.NllBefore)} to {NumberText.Ratio(calibration.NllAfter)} "
        + $"and the calibration error from {NumberText.Share(calibration.EceBefore)} to {NumberText.Share(calibration.EceAfter)}.";

    public static string Named(string method) => method switch { "model" => "this model", "majority" => "most frequent class", "naive_bayes" => "naive Bayes", _ => method };

    private static (string Name, Func<TextScores, double> Score) Measure(TextEvaluation evaluation) =>
        evaluation.Confusion.Count == 0 ? ("micro F1", static one => one.MicroF1) : ("accuracy", static one => one.Accuracy);
}
