using Recurrent.Cli.Presentation;
using Recurrent.TimeSeries;

namespace Recurrent.Cli.Reports;

/// <summary>Which values of the data are missing.</summary>
internal static class MissingSection
{
    private const int MostSeries = 100;

    public static void Write(TextWriter writer, SeriesCollection data)
    {
        var counts = MissingText.Counts(data);
        if (counts.Count == 0) return;
        writer.Write("<h3>Missing values</h3>\n");
        writer.Write("<p>They are told to the network as missing, neither learnt from nor scored. Scales and seasons come from the known values alone; the simple methods"
            + " take the value a season before, or the last known one, in their place.</p>\n");
        writer.Write(Html.Table(
            ["series", "missing", "of", "longest gap"],
            counts.Take(MostSeries).Select(one => new[]
            {
                Html.Text(one.Key.Length == 0 ? "the series" : one.Key), NumberText.Count(one.Value), NumberText.Count(data[one.Key].Length), NumberText.Count(LongestGap(data[one.Key])),
            }),
            isNumeric: true));
        if (counts.Count > MostSeries) writer.Write($"<p class=\"facts\">{NumberText.Count(counts.Count - MostSeries)} series more; metrics.json has them all.</p>\n");
    }

    private static int LongestGap(Series series)
    {
        var (longest, gap) = (0, 0);
        for (var t = 0; t < series.Length; t++)
        {
            gap = series.IsKnown(t) ? 0 : gap + 1;
            longest = Math.Max(longest, gap);
        }
        return longest;
    }
}
