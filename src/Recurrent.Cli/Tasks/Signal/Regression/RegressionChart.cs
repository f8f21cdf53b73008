using OxyPlot;
using OxyPlot.Series;
using Recurrent.Cli.Reports;
using Recurrent.TimeSeries.Signals.Regression.Data;

namespace Recurrent.Cli.Tasks.Signal.Regression;

/// <summary>Charts of a simulation.</summary>
internal static class RegressionChart
{
    private const int MostSteps = 1000;

    public static IReadOnlyList<LegendEntry> Legend => [new("actual", "measured"), new("model", "simulated")];

    /// <summary>The first steps, measured and simulated.</summary>
    public static PlotModel Compare(SignalRecord record, double[] simulated, int output)
    {
        var (count, width) = (Math.Min(MostSteps, record.Steps), record.OutputCount);
        var plot = Plot(record.Outputs, output, width, count);
        plot.Series.Add(Line(step => record.Output(step)[output], count, ChartPalette.Actual));
        plot.Series.Add(Line(step => simulated[(step * width) + output], count, ChartPalette.Model));
        return plot;
    }

    /// <summary>Measured minus simulated.</summary>
    public static PlotModel Error(SignalRecord record, double[] simulated, int output)
    {
        var (count, width) = (Math.Min(MostSteps, record.Steps), record.OutputCount);
        var plot = Plot(record.Outputs, output, width, count);
        plot.Series.Add(Line(step => record.Output(step)[output] - simulated[(step * width) + output], count, ChartPalette.Ink));
        return plot;
    }

    private static PlotModel Plot(ReadOnlySpan<double> outputs, int output, int width, int count)
    {
        var largest = 0.0;
        for (var step = 0; step < count; step++) largest = Math.Max(largest, Math.Abs(outputs[(step * width) + output]));
        return ChartAxes.Plot(largest, ChartAxes.Values(), ChartAxes.Steps("step"));
    }

    private static LineSeries Line(Func<int, double> value, int count, OxyColor color)
    {
        var line = new LineSeries { Color = color, StrokeThickness = 1.2, LineJoin = LineJoin.Round };
        for (var step = 0; step < count; step++) line.Points.Add(new DataPoint(step + 1, value(step)));
        return line;
    }
}
