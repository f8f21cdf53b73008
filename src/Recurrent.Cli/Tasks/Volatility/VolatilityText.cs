using System.Globalization;
using Recurrent.Cli.Presentation;
using Recurrent.TimeSeries.Finance.Scoring;

namespace Recurrent.Cli.Tasks.Volatility;

/// <summary>Data, settings, scores and results of volatility runs for people.</summary>
internal static class VolatilityText
{
    private const double Significance = 0.05;

    public static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The size of the data in one sentence.</summary>
    public static string DataFacts(VolatilityRequest request)
    {
        var prices = request.Prices;
        var skipped = prices.SkippedRows == 0 ? "" : $", {NumberText.Count(prices.SkippedRows)} rows without a price skipped";
        return $"{request.DataName}: {NumberText.Count(prices.Days)} days from {Date(prices[0].Date)} to {Date(prices[^1].Date)}{skipped}.";
    }

    public static void Write(TextWriter output, VolatilityOutcome outcome)
    {
        WriteOutcome(output, outcome);
        output.WriteLine($"Model:  {outcome.Request.Folder.Model}");
        output.WriteLine($"Report: {outcome.Request.Folder.Report}");
        output.WriteLine($"Next:   rnn predict {outcome.Request.Folder.Path} newer.csv");
    }

    public static void WriteOutcome(TextWriter output, VolatilityOutcome outcome)
    {
        var run = outcome.Training.Run;
        output.WriteLine($"Trained {outcome.Training.Fits.Count} fits, {NumberText.Count(run.Epochs)} networks with {NumberText.Count(run.Parameters)} parameters in all, in {NumberText.Time(run.Seconds)}.");
        if (outcome.Test is { } test) WriteScores(output, test);
        else output.WriteLine("No days were kept to walk forward over, so there is no score; name some with --test-days.");
    }

    public static void WriteScores(TextWriter output, VolatilityEvaluation evaluation)
    {
        output.WriteLine($"{NumberText.Count(evaluation.Days)} days from {Date(evaluation.Forecasts[0].Date)} to {Date(evaluation.Forecasts[^1].Date)}, each forecast from the days before it:");
        var table = new TextTable("method", "QLIKE", "ratio", "DM p", "below VaR 1 %", "Kupiec p", "Christoff. p", "below VaR 5 %", "Kupiec p", "Christoff. p");
        foreach (var one in evaluation.Baselines.Prepend(evaluation.Model)) table.Add([.. Cells(one, evaluation.Reference)]);
        table.Write(output);
        output.WriteLine(Verdict(evaluation));
        output.WriteLine(Direction(evaluation.Direction));
    }

    /// <summary>The scores of one method, in the order of the table.</summary>
    public static IEnumerable<string> Cells(VolatilityScores one, string reference)
    {
        yield return Named(one.Method);
        yield return Loss(one.Qlike);
        yield return NumberText.Ratio(one.Ratio);
        yield return one.Method == reference ? "–" : NumberText.Ratio(one.Difference.PValue);
        foreach (var risk in new[] { one.One, one.Five })
        {
            yield return NumberText.Percent(100 * risk.Rate) + " %";
            yield return NumberText.Ratio(risk.Kupiec.PValue);
            yield return NumberText.Ratio(risk.Conditional.PValue);
        }
    }

    /// <summary>Whether the model is worth using, in a few sentences.</summary>
    public static string Verdict(VolatilityEvaluation evaluation)
    {
        var best = evaluation.BestBaseline;
        var (ours, theirs) = (evaluation.Model.Qlike, best.Qlike);
        var toBest = evaluation.DifferenceToBest.PValue;
        var scores = $"QLIKE {Loss(ours)} against {Loss(theirs)} of {Named(best.Method)}, Diebold–Mariano p {NumberText.Ratio(toBest)}";
        var volatility = toBest >= Significance
            ? $"The model forecasts volatility as well as the best simple method ({scores}: the difference may be chance)."
            : ours < theirs
                ? $"The model forecasts volatility better than every simple method ({scores})."
                : $"The model does not forecast volatility as well as {Named(best.Method)} here ({scores}): prefer the simple method, or give more days.";
        var test = best.Method == evaluation.Reference
            ? ""
            : $" Its ratio to {Named(evaluation.Reference)}, the reference, is {NumberText.Ratio(evaluation.Model.Ratio)} (p {NumberText.Ratio(evaluation.Model.Difference.PValue)}).";
        return $"{volatility}{test} {Risk(evaluation.Model.One)} {Risk(evaluation.Model.Five)}";
    }

    /// <summary>What foretelling the direction was worth, soberly.</summary>
    public static string Direction(DirectionScores scores)
    {
        var test = scores.Test;
        var isKnown = test.PesaranTimmermannPValue < Significance;
        return $"Direction: {NumberText.Share(test.Accuracy)} of {NumberText.Count(test.Days)} days (always up: {NumberText.Share(scores.AlwaysUp)}; Pesaran–Timmermann p {NumberText.Ratio(test.PesaranTimmermannPValue)}), "
            + $"{(isKnown ? "more than chance" : "no more than chance")}. Held on days foretold to rise, after {NumberText.Value(scores.CostPerTrade * 1e4)} basis points a trade: "
            + $"{NumberText.Share(scores.Strategy.AnnualReturn)} a year, Sharpe ratio {NumberText.Percent(scores.Strategy.SharpeRatio)}; held all the time: "
            + $"{NumberText.Share(scores.BuyAndHold.AnnualReturn)}, {NumberText.Percent(scores.BuyAndHold.SharpeRatio)}.";
    }

    public static string Named(string method) => method switch
    {
        "har_ols" => "HAR",
        "har_log" => "HAR of logs",
        "har_range_ols" => "HAR of ranges",
        "har_range_log" => "HAR of log ranges",
        "garch" => "GARCH(1,1)",
        "ewma" => "EWMA",
        _ => method.Replace('_', ' '),
    };

    private static string Loss(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Risk(VarScores scores) =>
        $"Value-at-risk of {NumberText.Percent(100 * scores.Level)} % was undercut on {NumberText.Percent(100 * scores.Rate)} % of days: "
        + (scores.Kupiec.Passes() ? scores.Conditional.Passes() ? "it holds." : "often enough, but in clusters." : "not as often as it says.");
}
