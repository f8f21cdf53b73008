using System.Globalization;
using System.Text.RegularExpressions;
using OxyPlot;

namespace Recurrent.Cli.Reports;

/// <summary>Turns a plot into an SVG element for a page.</summary>
internal static partial class ChartSvg
{
    private const double UsualWidth = 860;

    /// <summary>Draws a plot.</summary>
    /// <param name="plot">The plot.</param>
    /// <param name="name">Unique in the page: keeps the clip paths of several charts apart.</param>
    /// <param name="description">What the chart shows, for those who cannot see it.</param>
    /// <param name="height">Height in pixels at that width.</param>
    /// <param name="width">Width in pixels; the usual one fills a page.</param>
    public static string Draw(PlotModel plot, string name, string description, double height = 300, double width = UsualWidth)
    {
        var exporter = new SvgExporter { Width = width, Height = height, IsDocument = false, UseVerticalTextAlignmentWorkaround = true };
        var svg = exporter.ExportToString(plot);
        svg = svg[svg.IndexOf("<svg", StringComparison.Ordinal)..];
        foreach (var (marker, variable) in ChartPalette.Variables) svg = svg.Replace(marker, variable, StringComparison.OrdinalIgnoreCase);
        svg = ClipName().Replace(svg, match => $"{match.Groups[1].Value}{name}-{match.Groups[2].Value}");
        svg = FontFamily().Replace(svg, "");
        var attributes = FormattableString.Invariant($"<svg role=\"img\" aria-label=\"{Html.Text(description)}\" viewBox=\"0 0 {width} {height}\" xmlns=\"http://www.w3.org/2000/svg\">");
        return string.Concat(attributes, svg.AsSpan(svg.IndexOf('>', StringComparison.Ordinal) + 1));
    }

    /// <summary>A drawn chart as a part of a larger picture.</summary>
    /// <param name="svg">From <see cref="Draw"/>, at the usual width.</param>
    /// <param name="top">Where it begins.</param>
    public static string Part(string svg, double top)
    {
        var inside = svg.IndexOf('>', StringComparison.Ordinal) + 1;
        return FormattableString.Invariant($"<g transform=\"translate(0,{top})\">{svg[inside..svg.LastIndexOf("</svg>", StringComparison.Ordinal)]}</g>\n");
    }

    /// <summary>A picture as a file of its own, light or dark as its reader is.</summary>
    /// <param name="parts">What is in it.</param>
    /// <param name="description">What it shows, for those who cannot see it.</param>
    /// <param name="height">Its height at the usual width.</param>
    public static string Standalone(string parts, string description, double height) => string.Create(CultureInfo.InvariantCulture, $"""
        <svg role="img" aria-label="{Html.Text(description)}" viewBox="0 0 {UsualWidth} {height}" xmlns="http://www.w3.org/2000/svg"><style>{ReportStyle.Colours} svg {"{"} font-family: system-ui, sans-serif; {"}"}</style>
        <rect width="100%" height="100%" fill="var(--paper)"/>
        {parts}</svg>

        """);

    [GeneratedRegex("(id=\"|url\\(#)([^\")]+)")]
    private static partial Regex ClipName();

    [GeneratedRegex(" font-family=\"[^\"]*\"")]
    private static partial Regex FontFamily();
}
