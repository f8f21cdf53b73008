using System.Globalization;

namespace Recurrent.TimeSeries;

/// <summary>Turns frequency names and aliases into frequencies.</summary>
internal static class FrequencyNames
{
    private static readonly Dictionary<string, Frequency> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["index"] = Frequency.Index,
        ["rows"] = Frequency.Index,
        ["yearly"] = Frequency.Yearly,
        ["annual"] = Frequency.Yearly,
        ["year"] = Frequency.Yearly,
        ["y"] = Frequency.Yearly,
        ["ys"] = Frequency.Yearly,
        ["a"] = Frequency.Yearly,
        ["quarterly"] = Frequency.Quarterly,
        ["quarter"] = Frequency.Quarterly,
        ["q"] = Frequency.Quarterly,
        ["qs"] = Frequency.Quarterly,
        ["monthly"] = Frequency.Monthly,
        ["month"] = Frequency.Monthly,
        ["m"] = Frequency.Monthly,
        ["ms"] = Frequency.Monthly,
        ["me"] = Frequency.Monthly with { EndOfMonth = true },
        ["weekly"] = Frequency.Weekly,
        ["week"] = Frequency.Weekly,
        ["w"] = Frequency.Weekly,
        ["daily"] = Frequency.Daily,
        ["day"] = Frequency.Daily,
        ["d"] = Frequency.Daily,
        ["business-daily"] = Frequency.BusinessDaily,
        ["business"] = Frequency.BusinessDaily,
        ["b"] = Frequency.BusinessDaily,
        ["hourly"] = Frequency.Hourly,
        ["hour"] = Frequency.Hourly,
        ["h"] = Frequency.Hourly,
        ["half-hourly"] = Frequency.HalfHourly,
        ["minutely"] = Frequency.Minutely,
        ["minute"] = Frequency.Minutely,
        ["min"] = Frequency.Minutely,
        ["t"] = Frequency.Minutely,
        ["secondly"] = Frequency.Secondly,
        ["second"] = Frequency.Secondly,
        ["s"] = Frequency.Secondly,
    };

    public static bool TryParse(string? text, out Frequency frequency)
    {
        frequency = Frequency.Index;
        if (string.IsNullOrWhiteSpace(text)) return false;
        text = text.Trim();
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        var count = 1;
        if (digits > 0 && (!int.TryParse(text.AsSpan(0, digits), CultureInfo.InvariantCulture, out count) || count < 1)) return false;
        var unit = text[digits..].Trim();
        if (!Names.TryGetValue(unit, out var single) && !Names.TryGetValue(unit.TrimEnd('s', 'S'), out single)) return false;
        frequency = single with { Multiple = single.Multiple * count };
        return true;
    }
}
