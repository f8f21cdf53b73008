using Recurrent.Cli.Presentation;
using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.Cli.Reports;

/// <summary>The scores as a table with the best of each column marked.</summary>
internal static class ScoreSection
{
    private static readonly ScoreColumn[] Columns =
    [
        new("MASE", static one => one.Mase, NumberText.Ratio),
        new("sMAPE %", static one => one.SMape, NumberText.Percent),
        new("RMSE", static one => one.Rmse, NumberText.Value),
        new("MAE", static one => one.Mae, NumberText.Value),
        new("weighted quantile loss", static one => one.WeightedQuantileLoss, NumberText.Ratio),
        new("CRPS", static one => one.Crps, NumberText.Value),
        new("OWA", static one => one.Owa, NumberText.Ratio),
    ];

    public static string Table(ForecastEvaluation evaluation)
    {
        ForecastScores[] methods = [evaluation.Model, .. evaluation.Baselines];
        return Html.Table(["method", .. Columns.Select(column => column.Name)], methods.Select(method => Row(method, methods)), isNumeric: true);
    }

    public static string Verdict(ForecastEvaluation evaluation) =>
        $"<p class=\"verdict{(evaluation.BeatsBaselines ? "" : " warning")}\">{Html.Text(ScoreTable.Verdict(evaluation))}</p>\n";

    /// <summary>How often the truth fell into the intervals.</summary>
    public static string Coverage(ForecastEvaluation evaluation) => (evaluation.Model.Coverage80, evaluation.Model.Coverage90) switch
    {
        (null, null) => "",
        var (narrow, wide) => $"<p>Of the held-out values {NumberText.Share(narrow)} lie inside the 80 % intervals and {NumberText.Share(wide)} inside the 90 % intervals.</p>\n",
    };

    private static IEnumerable<string> Row(ForecastScores method, ForecastScores[] methods)
    {
        yield return Html.Text(MethodNames.Of(method.Method));
        foreach (var (_, value, text) in Columns)
        {
            var best = methods.Select(value).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Min();
            var cell = Html.Text(text(value(method)));
            yield return value(method) == best ? $"<span class=\"best\">{cell}</span>" : cell;
        }
    }
}
