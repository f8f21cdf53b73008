using System.Text;

namespace Recurrent.Cli.Reports;

/// <summary>A diagnosis as a picture of its own: the gradient by lag of all cells, their updates below where there are any, and the names of the cells.</summary>
internal static class DiagnosisPicture
{
    private const double FlowHeight = 340, UpdatesHeight = 240, LegendHeight = 30, LegendStart = 60, NameStart = 24, LetterWidth = 8, NameGap = 44;

    public static string Of(DiagnosisDocument document)
    {
        var picture = new StringBuilder(ChartSvg.Part(ChartSvg.Draw(FlowChart.All(document), "flow", FlowChart.Description(document), FlowHeight), top: 0));
        var height = FlowHeight;
        if (document.Cells.Any(static cell => cell.Updates is not null))
        {
            picture.Append(ChartSvg.Part(ChartSvg.Draw(UpdateChart.All(document), "updates", "Gradient norms by update", UpdatesHeight), height));
            height += UpdatesHeight;
        }

        picture.Append(Legend(document, height + (LegendHeight / 2)));
        return ChartSvg.Standalone(picture.ToString(), FlowChart.Description(document), height + LegendHeight);
    }

    private static string Legend(DiagnosisDocument document, double middle)
    {
        var legend = new StringBuilder();
        var place = LegendStart;
        foreach (var (index, cell) in document.Cells.Index())
        {
            legend.Append(FormattableString.Invariant($"<rect x=\"{place}\" y=\"{middle - 4}\" width=\"18\" height=\"4\" fill=\"{ChartPalette.LineVariable(index)}\"/>"));
            legend.Append(FormattableString.Invariant($"<text x=\"{place + NameStart}\" y=\"{middle + 3}\" font-size=\"13\" fill=\"var(--ink)\">{Html.Text(cell.Name)}</text>\n"));
            place += NameGap + (LetterWidth * cell.Name.Length);
        }

        return legend.ToString();
    }
}
