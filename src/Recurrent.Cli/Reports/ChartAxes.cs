using System.Globalization;
using OxyPlot;
using OxyPlot.Axes;
using Recurrent.TimeSeries;

namespace Recurrent.Cli.Reports;

/// <summary>Axes and frame that all charts share.</summary>
internal static class ChartAxes
{
    private const double FontSize = 12.5;
    private const double DigitWidth = 7.5;
    private const double LabelGap = 10;
    private const string NumberFormat = "#,0.###";

    /// <summary>An empty chart.</summary>
    /// <param name="largest">Largest number on the left axis, which needs room for its digits.</param>
    /// <param name="axes">Its axes.</param>
    public static PlotModel Plot(double largest, params IReadOnlyList<Axis> axes)
    {
        var digits = Math.Max(3, largest.ToString(NumberFormat, CultureInfo.InvariantCulture).Length + 1);
        var plot = new PlotModel
        {
            PlotAreaBorderColor = OxyColors.Transparent,
            TextColor = ChartPalette.Muted,
            DefaultFontSize = FontSize,
            PlotMargins = new OxyThickness(LabelGap + (digits * DigitWidth), 6, 14, double.NaN),
            Padding = new OxyThickness(0),
        };
        foreach (var axis in axes) plot.Axes.Add(axis);
        return plot;
    }

    public static LinearAxis Values(bool fromZero = false) => Styled(new LinearAxis
    {
        Position = AxisPosition.Left,
        MajorGridlineStyle = LineStyle.Solid,
        MajorGridlineColor = ChartPalette.Grid,
        TickStyle = TickStyle.None,
        AxislineStyle = LineStyle.None,
        Minimum = fromZero ? 0 : double.NaN,
        StringFormat = NumberFormat,
        MaximumPadding = 0.06,
    });

    public static LinearAxis Steps(string title) => Styled(new LinearAxis
    {
        Position = AxisPosition.Bottom,
        Title = title,
        AxislineStyle = LineStyle.Solid,
        AxislineColor = ChartPalette.Grid,
        TicklineColor = ChartPalette.Grid,
        MinorTickSize = 0,
        MinimumPadding = 0,
        MaximumPadding = 0.01,
        StringFormat = NumberFormat,
        MinimumMajorStep = 1,
    });

    /// <summary>Time, as dates when the series has a calendar.</summary>
    public static Axis Time(TimeAxis times) => times.Format.IsCalendar
        ? Styled(new DateTimeAxis
        {
            Position = AxisPosition.Bottom,
            AxislineStyle = LineStyle.Solid,
            AxislineColor = ChartPalette.Grid,
            TicklineColor = ChartPalette.Grid,
            MinorTickSize = 0,
            MinimumPadding = 0,
            MaximumPadding = 0.01,
            StringFormat = Pattern(times.Frequency),
            IntervalLength = 90,
        })
        : Steps("");

    /// <summary>Place of a value on that axis.</summary>
    public static double At(TimeAxis times, int index) => times.Date(index) is { } date ? DateTimeAxis.ToDouble(date) : times.Position(index);

    private static string Pattern(Frequency frequency) => frequency.Unit switch
    {
        FrequencyUnit.Month => frequency.Multiple >= 12 ? "yyyy" : "yyyy-MM",
        FrequencyUnit.Week or FrequencyUnit.Day or FrequencyUnit.BusinessDay => "yyyy-MM-dd",
        _ => "MM-dd HH:mm",
    };

    private static T Styled<T>(T axis)
        where T : Axis
    {
        (axis.TextColor, axis.TitleColor, axis.MinorGridlineStyle) = (ChartPalette.Muted, ChartPalette.Muted, LineStyle.None);
        return axis;
    }
}
