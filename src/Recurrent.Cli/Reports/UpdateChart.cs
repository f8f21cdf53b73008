using OxyPlot;
using OxyPlot.Series;

namespace Recurrent.Cli.Reports;

/// <summary>Gradient norms update by update, the exploding ones marked.</summary>
internal static class UpdateChart
{
    public static IReadOnlyList<LegendEntry> Legend { get; } = [new("model", "gradient norm before clipping"), new("actual", "exploding")];

    /// <summary>All cells, a line each.</summary>
    public static PlotModel All(DiagnosisDocument document)
    {
        var plot = Empty(document);
        foreach (var (index, cell) in document.Cells.Index())
        {
            if (cell.Updates is { } updates) plot.Series.Add(Line(updates, ChartPalette.Line(index)));
        }

        return plot;
    }

    /// <summary>One cell.</summary>
    public static PlotModel Plot(DiagnosisDocument document, DiagnosedUpdates updates)
    {
        var plot = Empty(document);
        plot.Series.Add(Line(updates, ChartPalette.Model));
        var marks = new LineSeries { Color = OxyColors.Transparent, MarkerType = MarkerType.Circle, MarkerSize = 3.5, MarkerFill = ChartPalette.Actual };
        marks.Points.AddRange(updates.Exploding.Where(static one => double.IsFinite(one.GradientNorm)).Select(static one => new DataPoint(one.Step, LogAxis.At(one.GradientNorm))));
        plot.Series.Add(marks);
        return plot;
    }

    private static PlotModel Empty(DiagnosisDocument document) => ChartAxes.Plot(
        1e5, LogAxis.Over(document.Cells.SelectMany(static cell => cell.Updates?.GradientNorms ?? [])), ChartAxes.Steps("update, by the norm of its gradient"));

    /// <summary>Gaps where a norm is not finite.</summary>
    private static LineSeries Line(DiagnosedUpdates updates, OxyColor color)
    {
        var line = new LineSeries { Color = color, StrokeThickness = 1.4, LineJoin = LineJoin.Round };
        line.Points.AddRange(updates.GradientNorms.Index().Select(static one => double.IsFinite(one.Item) ? new DataPoint(one.Index + 1, LogAxis.At(one.Item)) : DataPoint.Undefined));
        return line;
    }
}
