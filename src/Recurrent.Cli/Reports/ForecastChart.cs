using OxyPlot;
using OxyPlot.Series;
using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.Cli.Reports;

/// <summary>The end of a series, its forecast with intervals, and what happened when that is known.</summary>
internal static class ForecastChart
{
    private const int HistoryPerHorizon = 4;
    private const int ShortestHistory = 48;

    public static IReadOnlyList<LegendEntry> Legend(bool hasActual) =>
    [
        new("ink", "history"), new("model", "forecast (median)"), new("narrow", "80 % interval"), new("wide", "90 % interval"),
        .. hasActual ? [new LegendEntry("actual", "what happened")] : Array.Empty<LegendEntry>(),
    ];

    /// <summary>Draws one series.</summary>
    /// <param name="forecast">The forecast; its history is what it continues.</param>
    /// <param name="actual">The values that followed, or none.</param>
    public static PlotModel Plot(SeriesForecast forecast, ReadOnlySpan<double> actual)
    {
        var history = forecast.History;
        var shown = Math.Min(history.Length, Math.Max(ShortestHistory, HistoryPerHorizon * forecast.Horizon));
        var plot = ChartAxes.Plot(Largest(history.Values[^shown..], forecast), ChartAxes.Values(), ChartAxes.Time(history.Times));
        AddBand(plot, forecast, 90, ChartPalette.Wide);
        AddBand(plot, forecast, 80, ChartPalette.Narrow);
        AddLine(plot, forecast, history.Length - shown, history.Values[^shown..], ChartPalette.Ink, 1.4);
        if (!actual.IsEmpty) AddLine(plot, forecast, history.Length - 1, [Latest(forecast), .. actual], ChartPalette.Actual, 2);
        AddLine(plot, forecast, history.Length - 1, [Latest(forecast), .. forecast.Point], ChartPalette.Model, 2.2);
        return plot;
    }

    /// <summary>The last known value.</summary>
    private static double Latest(SeriesForecast forecast) => forecast.History.Values[KnownValues.Last(forecast.History.Values)];

    private static double Largest(ReadOnlySpan<double> history, SeriesForecast forecast)
    {
        var largest = forecast.Quantile(forecast.Quantiles[^1]).Max(Math.Abs);
        foreach (var value in history)
            if (!double.IsNaN(value)) largest = Math.Max(largest, Math.Abs(value));
        return largest < 10 ? largest : Math.Round(largest);
    }

    private static void AddLine(PlotModel plot, SeriesForecast forecast, int start, ReadOnlySpan<double> values, OxyColor color, double thickness)
    {
        var line = new LineSeries { Color = color, StrokeThickness = thickness, LineJoin = LineJoin.Round };
        for (var index = 0; index < values.Length; index++)
            line.Points.Add(new DataPoint(ChartAxes.At(forecast.History.Times, start + index), values[index]));
        plot.Series.Add(line);
    }

    private static void AddBand(PlotModel plot, SeriesForecast forecast, double percent, OxyColor color)
    {
        var tail = 0.5 - (percent / 200);
        if (forecast.Quantiles[0] > tail + 1e-9 || forecast.Quantiles[^1] < 1 - tail - 1e-9) return;
        var interval = forecast.Interval(percent);
        var last = forecast.History.Length - 1;
        var band = new AreaSeries { Fill = color, Color = OxyColors.Transparent, Color2 = OxyColors.Transparent, StrokeThickness = 0 };
        // The band opens at the last known value, where nothing is uncertain.
        var begin = new DataPoint(ChartAxes.At(forecast.History.Times, last), Latest(forecast));
        band.Points.Add(begin);
        band.Points2.Add(begin);
        for (var step = 0; step < forecast.Horizon; step++)
        {
            var at = ChartAxes.At(forecast.History.Times, last + 1 + step);
            band.Points.Add(new DataPoint(at, interval.Upper[step]));
            band.Points2.Add(new DataPoint(at, interval.Lower[step]));
        }
        plot.Series.Add(band);
    }
}
