using System.Globalization;

namespace Recurrent.TimeSeries.Reading;

/// <summary>Reads numbers written with a decimal point and recognises the usual marks for a missing value.</summary>
internal static class NumberField
{
    public static bool TryParse(ReadOnlySpan<char> text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    public static bool IsMissing(ReadOnlySpan<char> text)
    {
        foreach (var mark in (ReadOnlySpan<string>)["", "NA", "N/A", "NaN", "null", "None", "?", "-", ".", "#N/A", "missing"])
            if (text.Equals(mark, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    /// <summary>Why a text is no usable number, with the repair.</summary>
    public static string Fix(ReadOnlySpan<char> text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            return "Replace infinite values by a number";
        return text.Contains(',') || text.Contains('\u00A0')
            ? "Write a decimal point and no thousands separators"
            : "Correct the value or remove the row";
    }
}
