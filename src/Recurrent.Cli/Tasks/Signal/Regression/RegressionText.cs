using Recurrent.Cli.Presentation;
using Recurrent.TimeSeries.Signals.Regression.Scoring;

namespace Recurrent.Cli.Tasks.Signal.Regression;

/// <summary>Data, settings and scores of regressors for people.</summary>
internal static class RegressionText
{
    /// <summary>The size of the data in one sentence.</summary>
    public static string DataFacts(RegressionRequest request) =>
        $"{request.DataName}: {string.Join(", ", request.Training.InputNames)} to {string.Join(", ", request.Training.OutputNames)}, "
        + $"{NumberText.Count(request.Training.Steps)} steps to learn from, {NumberText.Count(request.Test.Steps)} kept apart to score on.";

    public static void Write(TextWriter output, RegressionOutcome outcome)
    {
        WriteScores(output, outcome);
        output.WriteLine($"Model:  {outcome.Request.Folder.Model}");
        output.WriteLine($"Report: {outcome.Request.Folder.Report}");
        output.WriteLine($"Next:   rnn predict {outcome.Request.Folder.Path} inputs.csv");
    }

    public static void WriteScores(TextWriter output, RegressionOutcome outcome)
    {
        output.WriteLine($"Trained {NumberText.Count(outcome.Training.Run.Parameters)} parameters in {NumberText.Count(outcome.Training.Run.Epochs)} fits.");
        output.WriteLine($"Free-run errors on {NumberText.Count(outcome.Test.Steps)} steps which nothing was learnt or chosen from:");
        WriteTable(output, outcome.Test);
    }

    public static void WriteTable(TextWriter output, RegressionEvaluation evaluation)
    {
        var table = new TextTable("method", "RMSE", "NRMSE", "FIT %");
        foreach (var one in evaluation.Baselines.Prepend(evaluation.Model)) table.Add(one.Method, NumberText.Value(one.Rmse), NumberText.Ratio(one.Nrmse), NumberText.Value(one.Fit));
        table.Write(output);
        output.WriteLine(Verdict(evaluation));
    }

    /// <summary>Whether the model is worth using.</summary>
    public static string Verdict(RegressionEvaluation evaluation)
    {
        var best = evaluation.Baselines.MinBy(static one => one.Nrmse)!;
        return evaluation.Model.Nrmse < best.Nrmse
            ? $"The model's error is {NumberText.Share(evaluation.Model.Nrmse / best.Nrmse)} of the best simple method's ({best.Method})."
            : $"The model is not better than {best.Method} here: prefer the simple method, or give longer or richer records.";
    }
}
