using System.Globalization;

namespace Recurrent.TimeSeries.Reading;

/// <summary>Reads stamps of one known format into positions (see <see cref="StampFormat.Format"/>).</summary>
internal sealed class StampParser(StampFormat format)
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;
    private readonly long _offset = OffsetTicks(format.Suffix);

    public StampFormat Format => format;

    public bool TryParse(ReadOnlySpan<char> text, out long position)
    {
        position = 0;
        return format.Style switch
        {
            StampStyle.Index => long.TryParse(text, NumberStyles.AllowLeadingSign, Culture, out position),
            StampStyle.Fraction => TryDecimal(text, out position),
            StampStyle.DecimalYear => TryDecimalYear(text, out position),
            StampStyle.Quarter => TryQuarter(text, out position),
            _ => TryCalendar(text, out position),
        };
    }

    /// <summary>Cuts a time zone off the end of a stamp: <c>Z</c> or <c>±hh:mm</c> behind a time of day.</summary>
    public static ReadOnlySpan<char> SplitSuffix(ReadOnlySpan<char> text, out ReadOnlySpan<char> suffix)
    {
        suffix = default;
        if (!text.Contains(':')) return text;
        if (text[^1] is 'Z' or 'z') suffix = text[^1..];
        else if (text.Length > 6 && text[^3] == ':' && text[^6] is '+' or '-') suffix = text[^6..];
        return text[..^suffix.Length];
    }

    private static long OffsetTicks(ReadOnlySpan<char> suffix)
    {
        if (suffix.Length < 6) return 0;
        if (!int.TryParse(suffix[1..3], CultureInfo.InvariantCulture, out var hours)
            || !int.TryParse(suffix[4..6], CultureInfo.InvariantCulture, out var minutes)) return 0;
        var ticks = (hours * TimeSpan.TicksPerHour) + (minutes * TimeSpan.TicksPerMinute);
        return suffix[0] == '-' ? -ticks : ticks;
    }

    private bool TryCalendar(ReadOnlySpan<char> text, out long position)
    {
        position = 0;
        ReadOnlySpan<char> suffix = default;
        if (format.Suffix.Length > 0) text = SplitSuffix(text, out suffix);
        if (!DateTime.TryParseExact(text, format.Pattern, Culture, DateTimeStyles.None, out var date)) return false;
        // Summer time changes the written offset; the instant counts, shown at the first offset.
        position = date.Ticks - OffsetTicks(suffix) + _offset;
        return position >= 0 && position <= DateTime.MaxValue.Ticks;
    }

    private bool TryDecimal(ReadOnlySpan<char> text, out long position)
    {
        position = 0;
        if (!NumberField.TryParse(text, out var value)) return false;
        var scaled = Math.Round(value * Math.Pow(10, format.Decimals));
        if (Math.Abs(scaled) > 1e15) return false;
        position = (long)scaled;
        return true;
    }

    private static bool TryDecimalYear(ReadOnlySpan<char> text, out long position)
    {
        position = 0;
        if (!NumberField.TryParse(text, out var value) || value < 1 || value >= 9999) return false;
        var months = Math.Round(value * 12);
        // Two decimals (1749.08) are the coarsest rounding in use.
        if (Math.Abs((value * 12) - months) > 0.07) return false;
        position = new DateTime((int)months / 12, ((int)months % 12) + 1, 1).Ticks;
        return true;
    }

    private bool TryQuarter(ReadOnlySpan<char> text, out long position)
    {
        position = 0;
        if (text.Length != 6 + format.Pattern.Length || !text[4..^2].SequenceEqual(format.Pattern)) return false;
        if (text[^2] is not ('Q' or 'q') || text[^1] is < '1' or > '4') return false;
        if (!int.TryParse(text[..4], NumberStyles.None, Culture, out var year) || year < 1) return false;
        position = new DateTime(year, ((text[^1] - '1') * 3) + 1, 1).Ticks;
        return true;
    }
}
