using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;
using Recurrent.Cli.Reports;
using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Finance.Scoring;

namespace Recurrent.Cli.Tasks.Volatility;

/// <summary>Charts of forecasts beside what came.</summary>
internal static class VolatilityChart
{
    private const double Percent = 100;
    private const int LossWindow = 60;

    public static IReadOnlyList<LegendEntry> VolatilityLegend { get; } = [new("simple", "absolute return"), new("model", "forecast volatility")];

    public static IReadOnlyList<LegendEntry> RiskLegend { get; } =
        [new("simple", "return"), new("model", "value-at-risk 5 %"), new("ink", "value-at-risk 1 %"), new("actual", "below value-at-risk 1 %")];

    public static PlotModel Volatility(VolatilityEvaluation evaluation)
    {
        var plot = Plot(evaluation, ChartAxes.Values(fromZero: true));
        plot.Series.Add(Line(evaluation, [.. evaluation.Returns.Select(Math.Abs)], ChartPalette.Simple, 0.7));
        plot.Series.Add(Line(evaluation, [.. evaluation.Forecasts.Select(static one => one.Volatility)], ChartPalette.Model, 1.8));
        return plot;
    }

    public static PlotModel Risk(VolatilityEvaluation evaluation)
    {
        var plot = Plot(evaluation, ChartAxes.Values());
        plot.Series.Add(Line(evaluation, evaluation.Returns, ChartPalette.Simple, 0.7));
        plot.Series.Add(Line(evaluation, [.. evaluation.Forecasts.Select(static one => one.ValueAtRisk5)], ChartPalette.Model, 1.4));
        plot.Series.Add(Line(evaluation, [.. evaluation.Forecasts.Select(static one => one.ValueAtRisk1)], ChartPalette.Ink, 1.4));
        var breaches = new LineSeries { StrokeThickness = 0, Color = OxyColors.Transparent, MarkerType = MarkerType.Circle, MarkerSize = 4, MarkerFill = ChartPalette.Actual };
        for (var day = 0; day < evaluation.Days; day++)
            if (evaluation.Returns[day] < evaluation.Forecasts[day].ValueAtRisk1) breaches.Points.Add(new DataPoint(At(evaluation, day), evaluation.Returns[day] * Percent));
        plot.Series.Add(breaches);
        return plot;
    }

    public static PlotModel Losses(VolatilityEvaluation evaluation)
    {
        var plot = Plot(evaluation, ChartAxes.Values(fromZero: true));
        plot.Series.Add(Rolling(evaluation, evaluation.Baseline(evaluation.Reference), ChartPalette.Simple, 1.6));
        plot.Series.Add(Rolling(evaluation, evaluation.Model, ChartPalette.Model, 1.8));
        return plot;
    }

    private static PlotModel Plot(VolatilityEvaluation evaluation, LinearAxis values)
    {
        var first = evaluation.Forecasts[0].Date.ToDateTime(TimeOnly.MinValue);
        return ChartAxes.Plot(10, values, ChartAxes.Time(TimeAxis.FromDate(first, Frequency.Daily, "yyyy-MM-dd")));
    }

    private static double At(VolatilityEvaluation evaluation, int day) => DateTimeAxis.ToDouble(evaluation.Forecasts[day].Date.ToDateTime(TimeOnly.MinValue));

    private static LineSeries Line(VolatilityEvaluation evaluation, IReadOnlyList<double> values, OxyColor color, double thickness)
    {
        var line = new LineSeries { Color = color, StrokeThickness = thickness, LineJoin = LineJoin.Round };
        for (var day = 0; day < values.Count; day++) line.Points.Add(new DataPoint(At(evaluation, day), values[day] * Percent));
        return line;
    }

    /// <summary>The mean loss of the last days: single days say nothing.</summary>
    private static LineSeries Rolling(VolatilityEvaluation evaluation, VolatilityScores scores, OxyColor color, double thickness)
    {
        var line = new LineSeries { Color = color, StrokeThickness = thickness, LineJoin = LineJoin.Round };
        var window = new Queue<double>();
        for (var day = 0; day < scores.Losses.Count; day++)
        {
            if (double.IsNaN(scores.Losses[day])) continue;
            window.Enqueue(scores.Losses[day]);
            if (window.Count > LossWindow) window.Dequeue();
            if (window.Count == LossWindow) line.Points.Add(new DataPoint(At(evaluation, day), window.Average()));
        }
        return line;
    }
}
