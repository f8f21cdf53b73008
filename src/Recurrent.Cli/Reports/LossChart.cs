using OxyPlot;
using OxyPlot.Series;

namespace Recurrent.Cli.Reports;

/// <summary>Training and validation loss over the run.</summary>
internal static class LossChart
{
    public static IReadOnlyList<LegendEntry> Legend { get; } = [new("ink", "training loss"), new("model", "validation loss")];

    public static PlotModel Plot(LossHistory losses)
    {
        var plot = ChartAxes.Plot(ChartAxes.Values("quantile loss, scaled units"), ChartAxes.Steps("updates"));
        plot.Series.Add(Line(losses.Training, ChartPalette.Ink, 1.4));
        plot.Series.Add(Line(losses.Validation, ChartPalette.Model, 2.2));
        return plot;
    }

    private static LineSeries Line(IReadOnlyList<LossPoint> points, OxyColor color, double thickness)
    {
        var line = new LineSeries { Color = color, StrokeThickness = thickness, LineJoin = LineJoin.Round };
        line.Points.AddRange(points.Select(point => new DataPoint(point.Step, point.Loss)));
        return line;
    }
}
