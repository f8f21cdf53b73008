using OxyPlot;

namespace Recurrent.Cli.Reports;

/// <summary>
/// Colours of charts. Each is a marker that <see cref="ChartSvg"/> replaces by a variable of the style sheet, so that one chart fits
/// light pages, dark pages and paper.
/// </summary>
internal static class ChartPalette
{
    private const int Lines = 8;

    public static OxyColor Ink { get; } = OxyColor.FromRgb(1, 2, 1);

    public static OxyColor Muted { get; } = OxyColor.FromRgb(1, 2, 2);

    public static OxyColor Grid { get; } = OxyColor.FromRgb(1, 2, 3);

    public static OxyColor Model { get; } = OxyColor.FromRgb(1, 2, 4);

    public static OxyColor Actual { get; } = OxyColor.FromRgb(1, 2, 5);

    public static OxyColor Simple { get; } = OxyColor.FromRgb(1, 2, 6);

    public static OxyColor Wide { get; } = OxyColor.FromRgb(1, 2, 7);

    public static OxyColor Narrow { get; } = OxyColor.FromRgb(1, 2, 8);

    /// <summary>The colour of one of several lines; the ninth has that of the first.</summary>
    public static OxyColor Line(int index) => OxyColor.FromRgb(1, 3, (byte)LineNumber(index));

    /// <summary>Its number in the style sheet, from 1.</summary>
    public static int LineNumber(int index) => 1 + (index % Lines);

    /// <summary>Its variable.</summary>
    public static string LineVariable(int index) => $"var(--line{LineNumber(index)})";

    /// <summary>Marker and variable, in the form the SVG writer gives a colour.</summary>
    public static IReadOnlyDictionary<string, string> Variables { get; } = new Dictionary<string, string>(
        Enumerable.Range(0, Lines).Select(static index => KeyValuePair.Create(Name(Line(index)), LineVariable(index))))
    {
        [Name(Ink)] = "var(--ink)",
        [Name(Muted)] = "var(--muted)",
        [Name(Grid)] = "var(--grid)",
        [Name(Model)] = "var(--model)",
        [Name(Actual)] = "var(--actual)",
        [Name(Simple)] = "var(--simple)",
        [Name(Wide)] = "var(--wide)",
        [Name(Narrow)] = "var(--narrow)",
    };

    private static string Name(OxyColor color) => $"rgb({color.R},{color.G},{color.B})";
}
