using OxyPlot;
using OxyPlot.Series;

namespace Recurrent.Cli.Reports;

/// <summary>Gradient norms update by update, the exploding ones marked.</summary>
internal static class UpdateChart
{
    public static IReadOnlyList<LegendEntry> Legend { get; } = [new("model", "gradient norm before clipping"), new("actual", "exploding")];

    public static PlotModel Plot(DiagnosisDocument document, DiagnosedUpdates updates)
    {
        var all = document.Cells.SelectMany(static cell => cell.Updates?.GradientNorms ?? []);
        var plot = ChartAxes.Plot(1e5, LogAxis.Over(all), ChartAxes.Steps("update"));
        var line = new LineSeries { Color = ChartPalette.Model, StrokeThickness = 1.4, LineJoin = LineJoin.Round };
        line.Points.AddRange(updates.GradientNorms.Index().Where(static one => double.IsFinite(one.Item)).Select(static one => new DataPoint(one.Index + 1, LogAxis.At(one.Item))));
        plot.Series.Add(line);
        var marks = new LineSeries { Color = OxyColors.Transparent, MarkerType = MarkerType.Circle, MarkerSize = 3.5, MarkerFill = ChartPalette.Actual };
        marks.Points.AddRange(updates.Exploding.Where(static one => double.IsFinite(one.GradientNorm)).Select(static one => new DataPoint(one.Step, LogAxis.At(one.GradientNorm))));
        plot.Series.Add(marks);
        return plot;
    }
}
