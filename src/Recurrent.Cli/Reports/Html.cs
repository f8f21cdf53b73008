using System.Net;

namespace Recurrent.Cli.Reports;

/// <summary>Text for web pages.</summary>
internal static class Html
{
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A table whose first column reads to the left and whose others to the right, or all to the left.</summary>
    /// <param name="header">Column names.</param>
    /// <param name="rows">Cells, already encoded.</param>
    /// <param name="isNumeric">Whether all but the first column hold numbers.</param>
    public static string Table(IEnumerable<string> header, IEnumerable<IEnumerable<string>> rows, bool isNumeric)
    {
        var head = string.Concat(header.Select(cell => $"<th scope=\"col\">{Text(cell)}</th>"));
        var body = string.Concat(rows.Select(row => $"<tr>{string.Concat(row.Select(cell => $"<td>{cell}</td>"))}</tr>\n"));
        return $"<div class=\"scroll\"><table{(isNumeric ? " class=\"numbers\"" : "")}>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody></table></div>\n";
    }

    /// <summary>A chart with its legend and explanation.</summary>
    public static string Figure(string svg, string caption, params IReadOnlyList<LegendEntry> legend) =>
        $"<figure>{svg}<figcaption>{string.Concat(legend.Select(entry => $"<span class=\"key {entry.Style}\">{Text(entry.Name)}</span>"))}{Text(caption)}</figcaption></figure>\n";
}
