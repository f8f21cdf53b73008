using System.Globalization;
using System.Text;
using Recurrent.Cli.Reports;
using Recurrent.Text.Answering;

namespace Recurrent.Cli.Tasks.Answer;

/// <summary>A story for a web page: a row a sentence, a cell of heat for how much every hop looked at it.</summary>
internal static class AttendedStory
{
    private const int MostSentences = 40;

    public static string Write(StoryQuestion question, StoryAnswer said, IReadOnlyList<IReadOnlyList<double>> attention)
    {
        var text = new StringBuilder("<div class=\"scroll\"><table style=\"width:auto\"><thead><tr><th scope=\"col\">sentence</th>");
        for (var hop = 0; hop < attention.Count; hop++) text.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{hop + 1}</th>");
        text.Append("</tr></thead>\n<tbody>\n");
        for (var place = Math.Max(0, question.Story.Count - MostSentences); place < question.Story.Count; place++)
        {
            text.Append($"<tr><th scope=\"row\" dir=\"auto\" style=\"text-align:start;border:0;padding:.1rem .6rem .1rem 0;font-weight:normal\">{Html.Text(question.Story[place])}</th>");
            foreach (var hop in attention) text.Append(Cell(Math.Clamp(hop[place], 0, 1)));
            text.Append("</tr>\n");
        }
        var right = question.Answer is { } answer && !StoryEvaluator.IsRight(question, said.Answer) ? $", right: <b>{Html.Text(answer)}</b>" : "";
        text.Append("</tbody></table></div>\n");
        text.Append($"<p dir=\"auto\">{Html.Text(question.Question)} <b>{Html.Text(said.Answer)}</b> ({said.Probability.ToString("0.00", CultureInfo.InvariantCulture)}){right}</p>\n");
        return text.ToString();
    }

    private static string Cell(double weight) => string.Create(
        CultureInfo.InvariantCulture,
        $"<td title=\"{weight:0.00}\" style=\"min-width:2.4rem;padding:0 .2rem;border:1px solid var(--grid);background:color-mix(in srgb,var(--model) {100 * weight:0}%,transparent)\">{(weight >= 0.05 ? weight.ToString("0.00", CultureInfo.InvariantCulture) : "")}</td>");
}
