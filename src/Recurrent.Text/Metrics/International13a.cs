using System.Text.RegularExpressions;

namespace Recurrent.Text.Metrics;

/// <summary>Words by the rules called 13a: mteval-v13a without its treatment of characters beyond ASCII, as sacreBLEU has them.</summary>
internal static partial class International13a
{
    public static string[] Words(string text)
    {
        var plain = text.Replace("<skipped>", "", StringComparison.Ordinal)
            .Replace("-\n", "", StringComparison.Ordinal)
            .Replace('\n', ' ')
            .Replace("&quot;", "\"", StringComparison.Ordinal)
            .Replace("&amp;", "&", StringComparison.Ordinal)
            .Replace("&lt;", "<", StringComparison.Ordinal)
            .Replace("&gt;", ">", StringComparison.Ordinal);
        var apart = Symbols().Replace($" {plain} ", " $1 ");
        apart = PointBehindOther().Replace(apart, "$1 $2 ");
        apart = PointBeforeOther().Replace(apart, " $1 $2");
        apart = DashBehindDigit().Replace(apart, "$1 $2 ");
        return apart.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>All ASCII punctuation but the apostrophe, comma, hyphen and full stop.</summary>
    [GeneratedRegex(@"([\{-~\[-` -&\(-\+:-@/])")]
    private static partial Regex Symbols();

    [GeneratedRegex(@"([^0-9])([.,])")]
    private static partial Regex PointBehindOther();

    [GeneratedRegex(@"([.,])([^0-9])")]
    private static partial Regex PointBeforeOther();

    [GeneratedRegex(@"([0-9])(-)")]
    private static partial Regex DashBehindDigit();
}
