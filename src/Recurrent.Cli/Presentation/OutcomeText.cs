using Recurrent.Cli.Runs;

namespace Recurrent.Cli.Presentation;

/// <summary>The result of a training run for people.</summary>
internal static class OutcomeText
{
    public static void Write(TextWriter output, ForecastOutcome outcome)
    {
        WriteScores(output, outcome);
        output.WriteLine($"Model:  {outcome.Folder.Model}");
        output.WriteLine($"Report: {outcome.Folder.Report}");
        output.WriteLine($"Next:   rnn predict {outcome.Folder.Path} --out forecast.csv");
    }

    public static void WriteScores(TextWriter output, ForecastOutcome outcome)
    {
        var run = outcome.Training.Run;
        output.WriteLine(
            $"Trained {NumberText.Count(run.Parameters)} parameters for {run.Epochs} epochs; kept those of epoch {run.BestEpoch}. Ended: {run.StopReason}.");
        output.WriteLine($"Scores on the last {outcome.Training.Test.Horizon} values of each series, which nothing was learnt or chosen from:");
        ScoreTable.Write(output, outcome.Training.Test);
    }
}
