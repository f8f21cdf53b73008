using System.Globalization;

namespace Recurrent.TimeSeries.Finance.Prices;

/// <summary>What prices of a day have to obey.</summary>
internal static class PriceRules
{
    /// <summary>What is wrong with a day, in words; null when it is sound.</summary>
    public static string? Broken(in PriceBar bar)
    {
        if (!IsPrice(bar.Close)) return Text($"the close {bar.Close}, which is not above 0");
        if (double.IsNaN(bar.Open) && double.IsNaN(bar.High) && double.IsNaN(bar.Low)) return null;
        if (!IsPrice(bar.Open)) return Text($"the open {bar.Open}, which is not above 0");
        if (!IsPrice(bar.High)) return Text($"the high {bar.High}, which is not above 0");
        if (!IsPrice(bar.Low)) return Text($"the low {bar.Low}, which is not above 0");
        if (bar.High < bar.Low) return Text($"the high {bar.High} below the low {bar.Low}");
        if (bar.High < Math.Max(bar.Open, bar.Close)) return Text($"the high {bar.High} below the {(bar.Open > bar.Close ? "open" : "close")} {Math.Max(bar.Open, bar.Close)}");
        if (bar.Low > Math.Min(bar.Open, bar.Close)) return Text($"the low {bar.Low} above the {(bar.Open < bar.Close ? "open" : "close")} {Math.Min(bar.Open, bar.Close)}");
        return null;
    }

    public static bool IsPrice(double value) => double.IsFinite(value) && value > 0;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
