using Recurrent.Cli.Presentation;
using Recurrent.Cli.Reports;
using Recurrent.TimeSeries.Finance.Scoring;

namespace Recurrent.Cli.Tasks.Volatility;

/// <summary><c>report.html</c> of volatility models.</summary>
internal static class VolatilitySection
{
    public static void WriteReport(VolatilityOutcome outcome, string title, TimeProvider time) =>
        HtmlPage.Write(outcome.Request.Folder.Report, title, time, writer => Write(writer, outcome));

    private static void Write(TextWriter writer, VolatilityOutcome outcome)
    {
        writer.Write($"<p class=\"facts\">{Html.Text(VolatilityText.DataFacts(outcome.Request))}</p>\n");
        if (outcome.Test is { } test)
        {
            writer.Write($"<p class=\"verdict\">{Html.Text(VolatilityText.Verdict(test))}</p>\n");
            WriteNext(writer, outcome);
            WriteCharts(writer, test);
            WriteScores(writer, test);
        }
        else
        {
            WriteNext(writer, outcome);
        }
        WriteRun(writer, outcome);
    }

    private static void WriteNext(TextWriter writer, VolatilityOutcome outcome)
    {
        var next = outcome.Training.Model.Forecast(outcome.Request.Prices)[^1];
        writer.Write($"<p>Forecast for {VolatilityText.Date(next.Date)}: volatility {NumberText.Percent(100 * next.Volatility)} % a day, "
            + $"value-at-risk {NumberText.Percent(100 * next.ValueAtRisk1)} % (1 %) and {NumberText.Percent(100 * next.ValueAtRisk5)} % (5 %).</p>\n");
    }

    private static void WriteCharts(TextWriter writer, VolatilityEvaluation test)
    {
        writer.Write("<h3>Forecasts and what came</h3>\n");
        writer.Write(Html.Figure(ChartSvg.Draw(VolatilityChart.Volatility(test), "volatility", "Forecast volatility over absolute returns", height: 240),
            "Percent a day. Every forecast was made at the close of the day before, by a fit that had seen earlier days only.", VolatilityChart.VolatilityLegend));
        writer.Write(Html.Figure(ChartSvg.Draw(VolatilityChart.Risk(test), "risk", "Returns with value-at-risk and the days below it", height: 280),
            "Percent a day. Value-at-risk is the forecast volatility times the quantile of the last standardised returns.", VolatilityChart.RiskLegend));
        writer.Write(Html.Figure(ChartSvg.Draw(VolatilityChart.Losses(test), "losses", "QLIKE over time beside the reference", height: 220),
            "Mean QLIKE of the last 60 days; lower is better.", new LegendEntry("model", "model"), new LegendEntry("simple", VolatilityText.Named(test.Reference))));
    }

    private static void WriteScores(TextWriter writer, VolatilityEvaluation test)
    {
        writer.Write("<h3>Scores beside simple methods</h3>\n");
        writer.Write($"<p>QLIKE against squared returns on the {NumberText.Count(test.Days - test.DaysWithoutMove)} days with a price move; the ratio and the Diebold–Mariano test are against {Html.Text(VolatilityText.Named(test.Reference))}, "
            + "the strongest autoregression on the days before. A p-value below 0.05 in the columns of value-at-risk means that it does not hold. All methods are fitted on the same days; all but historical simulation have filtered historical simulation for value-at-risk.</p>\n");
        writer.Write(Html.Table(
            ["method", "QLIKE", "ratio", "DM p", "below VaR 1 %", "Kupiec p", "Christoffersen p", "below VaR 5 %", "Kupiec p", "Christoffersen p"],
            test.Baselines.Prepend(test.Model).Select(one => VolatilityText.Cells(one, test.Reference).Select(Html.Text)),
            isNumeric: true));
        writer.Write($"<p>{Html.Text(VolatilityText.Direction(test.Direction))}</p>\n");
    }

    private static void WriteRun(TextWriter writer, VolatilityOutcome outcome)
    {
        var run = outcome.Training.Run;
        writer.Write($"<h3>Training</h3>\n<p>{NumberText.Count(run.Epochs)} networks with {NumberText.Count(run.Parameters)} parameters in all, {NumberText.Count(run.Steps)} updates, {NumberText.Time(run.Seconds)}.</p>\n");
        writer.Write(Html.Table(
            ["fit learnt through", "days", "updates", "validation loss"],
            outcome.Training.Fits.Select(static fit => new[] { VolatilityText.Date(fit.LearntThrough), NumberText.Count(fit.Days), NumberText.Count(fit.Steps), NumberText.Ratio(fit.ValidationLoss) }),
            isNumeric: true));
        RunSection.WriteChoices(writer, outcome.Training.Settings, outcome.Request.Command);
    }
}
