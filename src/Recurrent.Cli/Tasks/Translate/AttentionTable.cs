using System.Globalization;
using Recurrent.Cli.Reports;
using Recurrent.Text.Translation;

namespace Recurrent.Cli.Tasks.Translate;

/// <summary>What a translator looked at, as a table of heat: a row for every token written, a column for every token read.</summary>
internal static class AttentionTable
{
    public static string Write(Translation translation)
    {
        var steps = translation.SourceTokens.Length;
        var head = string.Concat(translation.SourceTokens.Select(static token => $"<th scope=\"col\" style=\"writing-mode:vertical-rl;padding:.2rem\">{Html.Text(token)}</th>"));
        var rows = translation.Tokens.Select((token, place) =>
            $"<tr><th scope=\"row\" style=\"border:0;padding:.1rem .6rem .1rem 0\">{Html.Text(token)}</th>{string.Concat(Enumerable.Range(0, steps).Select(step => Cell(translation, place, step)))}</tr>\n");
        return $"<div class=\"scroll\"><table style=\"width:auto\"><thead><tr><td></td>{head}</tr></thead>\n<tbody>\n{string.Concat(rows)}</tbody></table></div>\n";
    }

    private static string Cell(Translation translation, int place, int step)
    {
        var weight = translation.Attention[(place * translation.SourceTokens.Length) + step];
        var title = Html.Text($"{translation.Tokens[place]} → {translation.SourceTokens[step]}: ");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"<td title=\"{title}{weight:0.00}\" style=\"min-width:1.4rem;padding:0;border:1px solid var(--grid);background:color-mix(in srgb,var(--model) {100 * weight:0}%,transparent)\"></td>");
    }
}
