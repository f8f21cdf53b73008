using OxyPlot;
using OxyPlot.Series;

namespace Recurrent.Cli.Reports;

/// <summary>Training and validation loss over the run.</summary>
internal static class LossChart
{
    public static IReadOnlyList<LegendEntry> Legend { get; } = [new("ink", "training loss"), new("model", "validation loss")];

    /// <summary>Draws the curves.</summary>
    /// <param name="losses">The curves of the run.</param>
    /// <param name="members">Networks trained side by side, over which the training loss is a sum.</param>
    public static PlotModel Plot(LossHistory losses, long members)
    {
        var plot = ChartAxes.Plot(0.01, ChartAxes.Values(fromZero: true), ChartAxes.Steps("updates"));
        plot.Series.Add(Line(losses.Training.Select(point => point with { Loss = point.Loss / members }), ChartPalette.Ink, 1.4));
        plot.Series.Add(Line(losses.Validation, ChartPalette.Model, 2.2));
        return plot;
    }

    private static LineSeries Line(IEnumerable<LossPoint> points, OxyColor color, double thickness)
    {
        var line = new LineSeries { Color = color, StrokeThickness = thickness, LineJoin = LineJoin.Round };
        line.Points.AddRange(points.Select(point => new DataPoint(point.Step, point.Loss)));
        return line;
    }
}
