using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;
using Recurrent.Cli.Reports;
using Recurrent.TimeSeries;
using Recurrent.TimeSeries.AnomalyDetection;

namespace Recurrent.Cli.Tasks.Detect;

/// <summary>Charts of judged rows.</summary>
internal static class DetectChart
{
    /// <summary>More points than pixels only make the page heavy; of each piece the smallest and the largest are kept.</summary>
    private const int Pieces = 600;

    public static IReadOnlyList<LegendEntry> Legend(bool hasLabels) =>
        [new("ink", "value"), new("actual", "alarm"), .. hasLabels ? [new LegendEntry("wide", "labelled as strange")] : Array.Empty<LegendEntry>()];

    public static PlotModel Values(JudgedTable judged, int channel)
    {
        var table = judged.Table;
        double[] values = [.. Enumerable.Range(0, table.Rows).Select(row => table.Row(row)[channel])];
        var known = values.Where(static value => !double.IsNaN(value)).DefaultIfEmpty(0).ToArray();
        var (lowest, highest) = (known.Min(), known.Max());
        var plot = Plot(table, Math.Max(Math.Abs(lowest), Math.Abs(highest)), ChartAxes.Values());
        AddLabels(plot, table, lowest, highest);
        plot.Series.Add(Line(table, values, ChartPalette.Ink, 1.1));
        var alarms = new LineSeries { StrokeThickness = 0, Color = OxyColors.Transparent, MarkerType = MarkerType.Circle, MarkerSize = 4, MarkerFill = ChartPalette.Actual };
        for (var row = 0; row < table.Rows; row++)
            if (judged.Detections[row] is { IsAnomaly: true } detection && detection.Channel == channel) alarms.Points.Add(new DataPoint(At(table, row), values[row]));
        Thin(alarms.Points);
        plot.Series.Add(alarms);
        return plot;
    }

    public static PlotModel Scores(JudgedTable judged)
    {
        var table = judged.Table;
        var plot = Plot(table, 0.01, ChartAxes.Values(fromZero: true));
        plot.Axes[0].Maximum = 1;
        AddLabels(plot, table, 0, 1);
        plot.Series.Add(Line(table, [.. judged.Detections.Select(static one => one.Score)], ChartPalette.Model, 1.1));
        var threshold = new LineSeries { Color = ChartPalette.Simple, StrokeThickness = 1.4 };
        threshold.Points.Add(new DataPoint(At(table, 0), 0.5));
        threshold.Points.Add(new DataPoint(At(table, table.Rows - 1), 0.5));
        plot.Series.Add(threshold);
        return plot;
    }

    private static PlotModel Plot(DetectionTable table, double largest, LinearAxis values)
    {
        var times = table.HasCalendar
            ? TimeAxis.FromDate(new DateTime(table.Ticks(0)), Frequency.Hourly, "yyyy-MM-dd HH:mm")
            : null;
        return ChartAxes.Plot(largest < 10 ? largest : Math.Round(largest), values, times is null ? ChartAxes.Steps("row") : ChartAxes.Time(times));
    }

    private static double At(DetectionTable table, int row) => table.HasCalendar ? DateTimeAxis.ToDouble(new DateTime(table.Ticks(row))) : row + 1;

    private static LineSeries Line(DetectionTable table, double[] values, OxyColor color, double thickness)
    {
        var line = new LineSeries { Color = color, StrokeThickness = thickness, LineJoin = LineJoin.Round };
        var piece = Math.Max(1, values.Length / Pieces);
        for (var start = 0; start < values.Length; start += piece)
        {
            var end = Math.Min(values.Length, start + piece);
            var first = Array.FindIndex(values, start, end - start, static value => !double.IsNaN(value));
            if (first < 0)
            {
                // A point that is no number interrupts the line.
                line.Points.Add(DataPoint.Undefined);
                continue;
            }
            var (low, high) = (first, first);
            for (var row = first; row < end; row++)
            {
                if (values[row] < values[low]) low = row;
                if (values[row] > values[high]) high = row;
            }
            line.Points.Add(new DataPoint(At(table, Math.Min(low, high)), values[Math.Min(low, high)]));
            if (low != high) line.Points.Add(new DataPoint(At(table, Math.Max(low, high)), values[Math.Max(low, high)]));
        }
        return line;
    }

    private static void AddLabels(PlotModel plot, DetectionTable table, double lowest, double highest)
    {
        for (var start = 0; start < table.Labels.Length; start++)
        {
            if (!table.Labels[start]) continue;
            var end = start;
            while (end + 1 < table.Labels.Length && table.Labels[end + 1]) end++;
            var band = new AreaSeries { Fill = ChartPalette.Wide, Color = OxyColors.Transparent, Color2 = OxyColors.Transparent, StrokeThickness = 0 };
            foreach (var row in new[] { start, end })
            {
                band.Points.Add(new DataPoint(At(table, row), highest));
                band.Points2.Add(new DataPoint(At(table, row), lowest));
            }
            plot.Series.Add(band);
            start = end;
        }
    }

    private static void Thin(List<DataPoint> points)
    {
        var stride = (points.Count / Pieces) + 1;
        if (stride == 1) return;
        DataPoint[] kept = [.. points.Where((_, index) => index % stride == 0)];
        points.Clear();
        points.AddRange(kept);
    }
}
