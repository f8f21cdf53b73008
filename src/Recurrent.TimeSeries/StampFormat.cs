using System.Globalization;

namespace Recurrent.TimeSeries;

/// <summary>Writes time stamps the way the input wrote them.</summary>
/// <param name="Style">Kind of stamp.</param>
/// <param name="Pattern">Date pattern (<c>yyyy-MM-dd</c>) for calendar stamps, the separator before <c>Q</c> for quarters, otherwise
/// empty.</param>
/// <param name="Decimals">Most digits after the point, 0 to 15, for <see cref="StampStyle.Fraction"/> and
/// <see cref="StampStyle.DecimalYear"/>.</param>
/// <param name="Suffix">Time zone text behind a calendar stamp: empty, <c>Z</c> or an offset such as <c>+02:00</c>.</param>
public sealed record StampFormat(StampStyle Style, string Pattern = "", int Decimals = 0, string Suffix = "")
{
    /// <summary>Whole numbers.</summary>
    public static StampFormat Index { get; } = new(StampStyle.Index);

    /// <summary>True when positions are <see cref="DateTime"/> ticks.</summary>
    public bool IsCalendar => Style is StampStyle.Calendar or StampStyle.DecimalYear or StampStyle.Quarter;

    /// <summary>The text of one stamp.</summary>
    /// <param name="position">Ticks for calendar styles; the number for an index; the number times 10^Decimals for a decimal.</param>
    /// <returns>Text in the style of the input.</returns>
    public string Format(long position)
    {
        var culture = CultureInfo.InvariantCulture;
        return Style switch
        {
            StampStyle.Index => position.ToString(culture),
            StampStyle.Fraction => Number(position / (decimal)Math.Pow(10, Decimals)),
            StampStyle.DecimalYear => Number(Frequency.MonthIndex(position) / 12m),
            StampStyle.Quarter => QuarterText(new DateTime(position)),
            _ => new DateTime(position).ToString(Pattern, culture) + Suffix,
        };
    }

    private string Number(decimal value) =>
        Math.Round(value, Decimals).ToString("0." + new string('#', Math.Max(1, Decimals)), CultureInfo.InvariantCulture);

    private string QuarterText(DateTime date) =>
        string.Create(CultureInfo.InvariantCulture, $"{date.Year:0000}{Pattern}Q{((date.Month - 1) / 3) + 1}");
}
