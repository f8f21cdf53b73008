using OxyPlot;
using OxyPlot.Series;

namespace Recurrent.Cli.Reports;

/// <summary>Singular values of the Jacobian along a sequence.</summary>
internal static class JacobianChart
{
    public static IReadOnlyList<LegendEntry> Legend { get; } = [new("actual", "largest"), new("model", "median"), new("simple", "smallest")];

    /// <summary>Draws them, on one axis for all cells.</summary>
    public static PlotModel Plot(DiagnosisDocument document, DiagnosedLayer layer)
    {
        var all = document.Cells.SelectMany(static cell => cell.Layers).SelectMany(static one => one.Jacobians);
        var plot = ChartAxes.Plot(1e5, LogAxis.Over(all.SelectMany(static one => (double[])[one.Largest, one.Median])), ChartAxes.Steps("step of the sequence"));
        Add(static one => one.Smallest, ChartPalette.Simple);
        Add(static one => one.Median, ChartPalette.Model);
        Add(static one => one.Largest, ChartPalette.Actual);
        return plot;

        void Add(Func<DiagnosedJacobian, double> value, OxyColor color)
        {
            var line = new LineSeries { Color = color, StrokeThickness = 1.8, LineJoin = LineJoin.Round };
            line.Points.AddRange(layer.Jacobians.Where(one => !double.IsNaN(value(one))).Select(one => new DataPoint(one.Step + 1, LogAxis.At(value(one)))));
            plot.Series.Add(line);
        }
    }
}
