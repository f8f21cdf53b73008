using Recurrent.Cli.Presentation;
using Recurrent.TimeSeries.AnomalyDetection;

namespace Recurrent.Cli.Tasks.Detect;

/// <summary>Data, settings, scores and results of detection runs for people.</summary>
internal static class DetectText
{
    /// <summary>The size of the data in one sentence.</summary>
    public static string DataFacts(DetectRequest request)
    {
        var files = request.Training.Count == 1 ? "" : $"{NumberText.Count(request.Training.Count)} files, ";
        var channels = request.Training[0].Channels.Count == 1 ? "1 channel" : $"{request.Training[0].Channels.Count} channels";
        return $"{request.DataName}: {files}{channels}, {NumberText.Count(request.Training.Sum(static one => (long)one.Rows))} rows to learn from, "
            + $"{NumberText.Count(request.Test.Sum(static one => (long)one.Rows))} kept apart to score on." + MissingFacts(request);
    }

    private static string MissingFacts(DetectRequest request)
    {
        var missing = request.Training.Concat(request.Test).Sum(static one => (long)one.MissingValues);
        return missing == 0 ? "" : $" {NumberText.Count(missing)} value{(missing == 1 ? " is" : "s are")} missing: neither learnt from nor judged.";
    }

    public static void Write(TextWriter output, DetectOutcome outcome)
    {
        WriteScores(output, outcome);
        output.WriteLine($"Model:  {outcome.Request.Folder.Model}");
        output.WriteLine($"Report: {outcome.Request.Folder.Report}");
        output.WriteLine($"Next:   rnn predict {outcome.Request.Folder.Path} - < newer.csv");
    }

    public static void WriteScores(TextWriter output, DetectOutcome outcome)
    {
        var run = outcome.Training.Run;
        output.WriteLine($"Trained {NumberText.Count(run.Parameters)} parameters for {run.Epochs} epochs; kept those of epoch {run.BestEpoch}.");
        if (outcome.Test is not { } test)
        {
            output.WriteLine("No rows were kept apart, so there is no score; name labelled or usual rows with --test.");
            return;
        }
        output.WriteLine($"Scores on {NumberText.Count(test.Rows)} rows which nothing was learnt or chosen from:");
        WriteTable(output, test, outcome.Training.Model.FalseAlarmsPerDay);
    }

    public static void WriteTable(TextWriter output, DetectionEvaluation evaluation, double stated)
    {
        if (evaluation.HasLabels)
        {
            var table = new TextTable("method", "F1", "precision", "recall", "AUPR", "events found", "false alarms/day", "point-adjusted F1");
            foreach (var one in evaluation.Baselines.Prepend(evaluation.Model))
            {
                table.Add(
                    Named(one.Method), NumberText.Ratio(one.Points.F1), NumberText.Ratio(one.Points.Precision), NumberText.Ratio(one.Points.Recall),
                    NumberText.Ratio(one.AreaUnderPrecisionRecall), NumberText.Share(one.EventRecall), NumberText.Value(one.FalseAlarmsPerDay), NumberText.Ratio(one.PointAdjustedF1));
            }
            table.Write(output);
        }
        output.WriteLine(Verdict(evaluation, stated));
    }

    /// <summary>Whether the detector is worth using, in one or two sentences.</summary>
    public static string Verdict(DetectionEvaluation evaluation, double stated)
    {
        var rate = $"{NumberText.Count(evaluation.Alarms)} alarm{(evaluation.Alarms == 1 ? "" : "s")} in {NumberText.Count(evaluation.Rows)} rows; "
            + $"{NumberText.Value(evaluation.Model.FalseAlarmsPerDay)} false alarms a day, {NumberText.Value(stated)} were allowed.";
        if (!evaluation.HasLabels) return rate + " There are no labels, so every alarm counts as a false one.";
        if (evaluation.LabelledRows == 0) return rate + " No row is labelled as strange, so nothing can be found.";
        var best = evaluation.Baselines.MaxBy(static one => one.AreaUnderPrecisionRecall)!;
        var (ours, theirs) = (evaluation.Model.AreaUnderPrecisionRecall, best.AreaUnderPrecisionRecall);
        return ours > theirs
            ? $"The detector ranks rows better than every simple method: AUPR {NumberText.Ratio(ours)} against {NumberText.Ratio(theirs)} of {Named(best.Method)}. {rate}"
            : $"The detector does not rank rows better than {Named(best.Method)} here (AUPR {NumberText.Ratio(ours)} against {NumberText.Ratio(theirs)}): prefer the simple method, or give more usual rows. {rate}";
    }

    public static string Named(string method) => method.Replace('_', ' ');
}
