using Recurrent.Cli.Presentation;
using Recurrent.Cli.Reports;

namespace Recurrent.Cli.Tasks.Signal.Regression;

/// <summary><c>report.html</c> of a regressor.</summary>
internal sealed class RegressionReport(TimeProvider time)
{
    public void Write(string file, string title, RegressionOutcome outcome) => HtmlPage.Write(file, title, time, writer => Write(writer, outcome));

    private static void Write(TextWriter writer, RegressionOutcome outcome)
    {
        var (test, run) = (outcome.Test, outcome.Training.Run);
        writer.Write($"<p class=\"facts\">{Html.Text(RegressionText.DataFacts(outcome.Request))}</p>\n");
        var warning = test.Model.Nrmse < test.Baselines.Min(static one => one.Nrmse) ? "" : " warning";
        writer.Write($"<p class=\"verdict{warning}\">{Html.Text(RegressionText.Verdict(test))}</p>\n");
        writer.Write($"<h3>Errors in free run beside simple methods</h3>\n<p>On {NumberText.Count(test.Steps)} steps which nothing was learnt or chosen from; measured outputs are never fed back.</p>\n");
        writer.Write(Html.Table(
            ["method", "output", "RMSE", "NRMSE", "FIT %"],
            test.Baselines.Prepend(test.Model).SelectMany(static one => one.Outputs.Select(score => new[] { Html.Text(one.Method), Html.Text(score.Output), NumberText.Value(score.Rmse), NumberText.Ratio(score.Nrmse), NumberText.Value(score.Fit) })),
            isNumeric: true));
        WriteCharts(writer, outcome);
        writer.Write($"<h3>Training</h3>\n<p>{NumberText.Count(run.Parameters)} parameters, {NumberText.Count(run.Steps)} improvements in {NumberText.Count(run.Epochs)} fits, {NumberText.Time(run.Seconds)}.</p>\n");
        RunSection.WriteChoices(writer, outcome.Training.Settings, outcome.Request.Command);
    }

    private static void WriteCharts(TextWriter writer, RegressionOutcome outcome)
    {
        var record = outcome.Request.Test.Records[0];
        var simulated = outcome.Training.Model.Simulate(record, Math.Min(outcome.Request.WarmUp, record.Steps));
        for (var output = 0; output < record.OutputCount; output++)
        {
            var name = outcome.Training.Model.Outputs[output];
            writer.Write($"<h3>{Html.Text(name)}</h3>\n");
            writer.Write(Html.Figure(ChartSvg.Draw(RegressionChart.Compare(record, simulated, output), $"compare{output}", $"Measured and simulated {name}"), "The first steps that were kept apart.", RegressionChart.Legend));
            writer.Write(Html.Figure(ChartSvg.Draw(RegressionChart.Error(record, simulated, output), $"error{output}", $"Error of {name}", height: 200), "Measured minus simulated."));
        }
    }
}
