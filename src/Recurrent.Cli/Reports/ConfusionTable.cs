using System.Globalization;
using Recurrent.Cli.Presentation;

namespace Recurrent.Cli.Reports;

/// <summary>Which classes were taken for which, as a table whose cells are darker the more items they stand for.</summary>
internal static class ConfusionTable
{
    /// <summary>More classes do not fit on a page; the ones with most mistakes are shown.</summary>
    private const int MostClasses = 20;

    /// <summary>Writes the table.</summary>
    /// <param name="labels">Names of the classes. [C]</param>
    /// <param name="confusion">Items of each class (outer) that were taken for each class (inner). [C][C]</param>
    public static string Write(IReadOnlyList<string> labels, IReadOnlyList<IReadOnlyList<int>> confusion)
    {
        int[] shown = [.. Enumerable.Range(0, labels.Count).OrderByDescending(one => Mistakes(confusion, one)).Take(MostClasses).Order()];
        var note = shown.Length < labels.Count ? $" The {MostClasses} of {labels.Count} classes with most mistakes." : "";
        var table = Html.Table(
            ["class", .. shown.Select(said => labels[said]), "right"],
            shown.Select(actual => shown.Select(said => Cell(confusion, actual, said)).Prepend(Html.Text(labels[actual])).Append(Right(confusion[actual], actual))),
            isNumeric: true);
        return $"<p>Rows are the classes, columns what they were taken for.{note}</p>\n{table}";
    }

    private static int Mistakes(IReadOnlyList<IReadOnlyList<int>> confusion, int one) =>
        confusion[one].Sum() + confusion.Sum(row => row[one]) - (2 * confusion[one][one]);

    private static string Cell(IReadOnlyList<IReadOnlyList<int>> confusion, int actual, int said)
    {
        var count = confusion[actual][said];
        if (count == 0) return "<span style=\"color:var(--grid)\">·</span>";
        var share = (int)Math.Ceiling(100.0 * count / Math.Max(1, confusion[actual].Sum()));
        var color = actual == said ? "--narrow" : "--actual";
        return string.Create(CultureInfo.InvariantCulture,
            $"<span style=\"padding:.1em .5em;border-radius:4px;background:color-mix(in srgb, var({color}) {Math.Max(15, share)}%, transparent)\">{count}</span>");
    }

    private static string Right(IReadOnlyList<int> row, int actual) => row.Sum() == 0 ? "–" : NumberText.Share((double)row[actual] / row.Sum());
}
