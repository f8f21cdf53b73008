using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.Cli.Reports;

/// <summary>Series worth showing: all of a few; of many the best, the median and the worst by score.</summary>
internal static class SeriesSample
{
    private const int ShownAll = 3;

    public static IReadOnlyList<SampledSeries> Of(ForecastEvaluation evaluation)
    {
        SeriesEvaluation[] ranked = [.. evaluation.Series.OrderBy(one => double.IsNaN(one.Model.Mase) ? one.Model.Mae : one.Model.Mase).ThenBy(one => one.Id, StringComparer.Ordinal)];
        if (ranked.Length <= ShownAll) return [.. evaluation.Series.Select(one => new SampledSeries(one, ""))];
        return
        [
            new SampledSeries(ranked[0], "best"),
            new SampledSeries(ranked[ranked.Length / 2], "median"),
            new SampledSeries(ranked[^1], "worst"),
        ];
    }
}
