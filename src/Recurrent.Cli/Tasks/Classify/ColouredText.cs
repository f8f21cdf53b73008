using System.Globalization;
using System.Text;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Reports;
using Recurrent.Text.Classification;

namespace Recurrent.Cli.Tasks.Classify;

/// <summary>A text whose words are coloured by what they add to the score of a class, above a bar for the attention they get.</summary>
internal static class ColouredText
{
    private const int MostTokens = 120;
    private const int HighestBar = 6;

    public static string Write(TextClassifier model, JudgedText judged)
    {
        var explained = model.Explain(judged.Text.Text);
        var largest = explained.Tokens.Select(static one => Math.Abs(one.Weight)).DefaultIfEmpty(1).Max();
        var closest = explained.Tokens.Max(static one => one.Attention) ?? 0;
        var html = new StringBuilder("<p dir=\"auto\">");
        foreach (var token in explained.Tokens.Take(MostTokens))
        {
            var color = token.Weight >= 0 ? "--model" : "--actual";
            var depth = largest == 0 ? 0 : (int)Math.Round(70 * Math.Abs(token.Weight) / largest);
            html.Append(CultureInfo.InvariantCulture, $"<span title=\"{token.Weight:+0.00;-0.00;0}{Attention(token)}\" style=\"padding:.1em .15em;border-radius:3px;background:color-mix(in srgb, var({color}) {depth}%, transparent){Bar(token, closest)}\">{Html.Text(token.Text)}</span> ");
        }
        if (explained.Tokens.Count == 0) html.Append("<i>(empty)</i>");
        if (explained.Tokens.Count > MostTokens) html.Append('…');
        var said = judged.Said.Label.Length == 0 ? "no label" : judged.Said.Label;
        var own = judged.Text.Labels.Count == 0 ? "no label" : string.Join('|', judged.Text.Labels);
        return html.Append($"<br><span class=\"facts\">{Html.Text(own)}{(judged.IsRight ? "" : $", taken for {Html.Text(said)}")}; {Html.Text(model.Labels[explained.Class])} {NumberText.Ratio(judged.Said.Probability)}</span></p>\n").ToString();
    }

    private static string Attention(TokenWeight token) => token.Attention is { } attention ? string.Create(CultureInfo.InvariantCulture, $", attention {attention:0.00}") : "";

    private static string Bar(TokenWeight token, double closest) =>
        token.Attention is { } attention && closest > 0 ? string.Create(CultureInfo.InvariantCulture, $";border-bottom:{HighestBar * attention / closest:0.#}px solid var(--muted)") : "";
}
