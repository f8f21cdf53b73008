using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.Cli.Reports;

/// <summary>The part of a report about one run.</summary>
internal static class OutcomeSection
{
    private const string Simplest = "seasonal_naive";

    public static void Write(TextWriter writer, ForecastOutcome outcome, int number, bool hasHeading)
    {
        var test = outcome.Training.Test;
        if (hasHeading) writer.Write($"<h2>{Html.Text(outcome.Request.DataName)}</h2>\n");
        writer.Write($"<p class=\"facts\">{Html.Text(DataText.Facts(outcome.Request))}</p>\n");
        writer.Write(ScoreSection.Verdict(test));
        writer.Write($"<h3>The last {test.Horizon} values, forecast from those before them</h3>\n");
        WriteTest(writer, outcome, number);
        writer.Write("<h3>Scores beside simple methods</h3>\n");
        writer.Write("<p>Smaller is better everywhere. Nothing was learnt or chosen from the values that are scored.</p>\n");
        writer.Write(ScoreSection.Table(test));
        writer.Write(ScoreSection.Coverage(test));
        MissingSection.Write(writer, outcome.Request.Data);
        WriteFuture(writer, outcome, number);
        WriteErrors(writer, outcome, number);
        WriteRun(writer, outcome, number);
        WriteChoices(writer, outcome);
    }

    private static void WriteTest(TextWriter writer, ForecastOutcome outcome, int number)
    {
        foreach (var (scores, rank) in SeriesSample.Of(outcome.Training.Test))
        {
            var forecast = outcome.Training.Test.Forecasts[scores.Id];
            var actual = outcome.Request.Data[scores.Id].Values.Slice(forecast.History.Length, forecast.Horizon);
            var plot = ForecastChart.Plot(forecast, actual);
            var name = $"{Named(scores.Id)}{(rank.Length > 0 ? $", the {rank} of {outcome.Request.Data.Count}" : "")}";
            var svg = ChartSvg.Draw(plot, $"test{number}-{scores.Id.Length}-{rank}", $"Forecast and what happened: {name}");
            writer.Write(Html.Figure(svg, $"{name}: MASE {NumberText.Ratio(scores.Model.Mase)}, {MethodNames.Of(Simplest)} {NumberText.Ratio(SimpleMase(scores))}.", ForecastChart.Legend(hasActual: true)));
        }
    }

    private static void WriteFuture(TextWriter writer, ForecastOutcome outcome, int number)
    {
        writer.Write($"<h3>The next {outcome.Training.Test.Horizon} steps</h3>\n");
        if (outcome.Forecasts is not { } forecasts)
        {
            writer.Write("<p>They depend on covariates of the future: give these to <code>rnn predict</code> with <code>--future</code>.</p>\n");
            return;
        }

        foreach (var (scores, rank) in SeriesSample.Of(outcome.Training.Test))
        {
            var forecast = forecasts[scores.Id];
            var svg = ChartSvg.Draw(ForecastChart.Plot(forecast, []), $"next{number}-{scores.Id.Length}-{rank}", $"Forecast of the next steps: {Named(scores.Id)}");
            writer.Write(Html.Figure(svg, $"{Named(scores.Id)} from {forecast.Stamps[0]} to {forecast.Stamps[^1]}.", ForecastChart.Legend(hasActual: false)));
        }
    }

    private static void WriteErrors(TextWriter writer, ForecastOutcome outcome, int number)
    {
        if (outcome.Training.Test.Horizon < 2) return;
        writer.Write("<h3>Error by distance into the future</h3>\n");
        var errors = HorizonErrors.Of(outcome.Training.Test, outcome.Request.Data);
        var svg = ChartSvg.Draw(HorizonErrorChart.Plot(errors), $"ahead{number}", "Error of the model and of the seasonal naive by steps ahead", height: 240);
        writer.Write(Html.Figure(svg, errors.IsScaled
            ? "Mean absolute error over series, in units of each series' own usual change (the MASE scale)."
            : "Absolute error in the unit of the series, on the held-out values.", HorizonErrorChart.Legend));
    }

    private static void WriteRun(TextWriter writer, ForecastOutcome outcome, int number)
    {
        var run = outcome.Training.Run;
        writer.Write("<h3>Training</h3>\n");
        writer.Write($"<p>{NumberText.Count(run.Parameters)} parameters, {NumberText.Count(run.Steps)} updates in {run.Epochs} epochs, {NumberText.Time(run.Seconds)}. "
            + $"The weights of epoch {run.BestEpoch} were kept: they had the smallest validation loss. The run ended because: {Html.Text(run.StopReason)}.</p>\n");
        if (outcome.Losses.Training.Count < 2) return;
        var svg = ChartSvg.Draw(LossChart.Plot(outcome.Losses, SettingValues.Members(outcome.Training.Settings)), $"loss{number}", "Training and validation loss over the updates", height: 240);
        writer.Write(Html.Figure(svg, "Quantile loss in scaled units. Training: mean of the networks, with dropout. Validation: their averaged forecast, without.", LossChart.Legend));
    }

    private static void WriteChoices(TextWriter writer, ForecastOutcome outcome)
    {
        RunSection.WriteChoices(writer, outcome.Request.Explained(outcome.Training.Settings), outcome.Request.Command);
        writer.Write($"<p class=\"facts\">Seed {outcome.Request.Options.Seed}: the same command gives the same scores again, whatever the number of threads.</p>\n");
    }

    private static double SimpleMase(SeriesEvaluation scores) => scores.Baselines.First(one => one.Method == Simplest).Mase;

    private static string Named(string id) => id.Length == 0 ? "The series" : $"Series {id}";
}
