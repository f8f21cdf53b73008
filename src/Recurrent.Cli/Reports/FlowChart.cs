using OxyPlot;
using OxyPlot.Series;

namespace Recurrent.Cli.Reports;

/// <summary>Gradients by lag on a logarithmic axis.</summary>
internal static class FlowChart
{
    /// <summary>All cells, a line each: their last layer, which is nearest to the loss.</summary>
    public static PlotModel All(DiagnosisDocument document)
    {
        var plot = Plot(document);
        foreach (var (index, cell) in document.Cells.Index())
        {
            if (cell.Layers.Count > 0) plot.Series.Add(Line(cell.Layers[^1], ChartPalette.Line(index), 2.2));
        }

        return plot;
    }

    /// <summary>One cell: a line each layer, and where four fifths of the pieces of the last lie.</summary>
    public static PlotModel One(DiagnosisDocument document, DiagnosedCell cell)
    {
        var plot = Plot(document);
        var band = new AreaSeries { Fill = ChartPalette.Wide, Color = OxyColors.Transparent, Color2 = OxyColors.Transparent, StrokeThickness = 0 };
        foreach (var lag in cell.Layers[^1].Gradient)
        {
            band.Points.Add(new DataPoint(lag.Lag, LogAxis.At(lag.Upper)));
            band.Points2.Add(new DataPoint(lag.Lag, LogAxis.At(lag.Lower)));
        }

        plot.Series.Add(band);
        foreach (var (index, layer) in cell.Layers.Index()) plot.Series.Add(Line(layer, ChartPalette.Line(index), 2));
        return plot;
    }

    public static string Description(DiagnosisDocument document) => $"Gradient by lag of {string.Join(", ", document.Cells.Select(static cell => cell.Name))}";

    private static PlotModel Plot(DiagnosisDocument document) => ChartAxes.Plot(
        1e5, LogAxis.Over(document.Cells.SelectMany(static cell => cell.Layers).SelectMany(static layer => layer.Gradient).Select(static lag => lag.Median)), ChartAxes.Steps("steps before the loss"));

    private static LineSeries Line(DiagnosedLayer layer, OxyColor color, double thickness)
    {
        var line = new LineSeries { Color = color, StrokeThickness = thickness, LineJoin = LineJoin.Round };
        line.Points.AddRange(layer.Gradient.Select(static lag => new DataPoint(lag.Lag, LogAxis.At(lag.Median))));
        return line;
    }
}
