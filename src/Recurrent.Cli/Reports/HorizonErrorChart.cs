using OxyPlot;
using OxyPlot.Series;

namespace Recurrent.Cli.Reports;

/// <summary>How the error grows with the distance into the future.</summary>
internal static class HorizonErrorChart
{
    public static IReadOnlyList<LegendEntry> Legend { get; } = [new("model", "this model"), new("simple", "seasonal naive")];

    public static PlotModel Plot(HorizonErrors errors)
    {
        var plot = ChartAxes.Plot(Math.Round(errors.Model.Concat(errors.Simple).Max(), 1), ChartAxes.Values(fromZero: true), ChartAxes.Steps("steps ahead"));
        plot.Series.Add(Line(errors.Simple, ChartPalette.Simple, 1.6));
        plot.Series.Add(Line(errors.Model, ChartPalette.Model, 2.2));
        return plot;
    }

    private static LineSeries Line(IReadOnlyList<double> errors, OxyColor color, double thickness)
    {
        var line = new LineSeries { Color = color, StrokeThickness = thickness, LineJoin = LineJoin.Round };
        for (var step = 0; step < errors.Count; step++) line.Points.Add(new DataPoint(step + 1, errors[step]));
        return line;
    }
}
