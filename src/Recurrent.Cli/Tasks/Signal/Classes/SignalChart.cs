using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;
using Recurrent.Cli.Reports;
using Recurrent.TimeSeries.Signals.Features;

namespace Recurrent.Cli.Tasks.Signal.Classes;

/// <summary>Pictures of single signals: the spectrogram of a sound, the channels of anything else.</summary>
internal static class SignalChart
{
    private const int MostChannels = 4;
    private const int PictureBands = 48;

    /// <summary>Log-mel energies over time.</summary>
    /// <param name="signal">A sound.</param>
    /// <param name="options">How the classifier cuts sound into frames.</param>
    public static PlotModel Spectrogram(TimeSeries.Signals.Signal signal, SoundFeatureOptions options)
    {
        var pictured = options with { Kind = FeatureKind.LogMel, Bands = PictureBands };
        var rows = new SoundFeatures(pictured).Extract(signal.Values, signal.SampleRate!.Value);
        var frames = rows.Length / PictureBands;
        var data = new double[frames, PictureBands];
        for (var index = 0; index < rows.Length; index++) data[index / PictureBands, index % PictureBands] = rows[index];
        var plot = ChartAxes.Plot(PictureBands, Bands(), Seconds());
        plot.Series.Add(new GridPicture(data, new GridPicture.DataRect(0, Math.Max(1, frames - 1) * options.StepSeconds, 1, PictureBands)));
        return plot;
    }

    /// <summary>The channels of a signal over its rows.</summary>
    public static PlotModel Channels(TimeSeries.Signals.Signal signal)
    {
        var largest = signal.Values.ToArray().Max(Math.Abs);
        var plot = ChartAxes.Plot(largest < 10 ? largest : Math.Round(largest), ChartAxes.Values(), ChartAxes.Steps("row"));
        for (var channel = 0; channel < Math.Min(MostChannels, signal.Channels.Count); channel++)
        {
            var line = new LineSeries { Color = Color(channel), StrokeThickness = 1.6, LineJoin = LineJoin.Round };
            for (var row = 0; row < signal.Length; row++) line.Points.Add(new DataPoint(row + 1, signal.Values[(row * signal.Channels.Count) + channel]));
            plot.Series.Add(line);
        }
        return plot;
    }

    public static IReadOnlyList<LegendEntry> Legend(TimeSeries.Signals.Signal signal) =>
        [.. signal.Channels.Take(MostChannels).Select(static (name, channel) => new LegendEntry(Style(channel), name))];

    private static LinearAxis Bands()
    {
        var axis = ChartAxes.Values();
        (axis.MajorGridlineStyle, axis.MaximumPadding, axis.MinimumPadding) = (LineStyle.None, 0, 0);
        return axis;
    }

    private static LinearAxis Seconds()
    {
        var axis = ChartAxes.Steps("seconds");
        (axis.MinimumMajorStep, axis.MaximumPadding) = (0.01, 0);
        return axis;
    }

    private static OxyColor Color(int channel) => channel switch { 0 => ChartPalette.Model, 1 => ChartPalette.Actual, 2 => ChartPalette.Simple, _ => ChartPalette.Ink };

    private static string Style(int channel) => channel switch { 0 => "model", 1 => "actual", 2 => "simple", _ => "ink" };
}
