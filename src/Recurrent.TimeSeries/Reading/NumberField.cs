using System.Globalization;

namespace Recurrent.TimeSeries.Reading;

/// <summary>Reads numbers written with a decimal point or comma and recognises the usual marks for a missing value.</summary>
internal static class NumberField
{
    /// <summary>What a field of values should hold.</summary>
    public const string Expected = "a finite number from -1e30 to 1e30";

    /// <summary>Values further out leave the range of numbers when they are squared and summed.</summary>
    public const double Largest = 1e30;

    private const int LongestComma = 64;

    public static bool TryParse(ReadOnlySpan<char> text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    /// <summary>Whether arithmetic bears a value.</summary>
    public static bool IsUsable(double value) => Math.Abs(value) <= Largest;

    /// <summary>Reads a number written with a decimal comma; a point in it is refused, because it may separate thousands.</summary>
    public static bool TryParseComma(ReadOnlySpan<char> text, out double value)
    {
        value = 0;
        if (text.Length > LongestComma || text.Contains('.')) return false;
        Span<char> buffer = stackalloc char[LongestComma];
        text.Replace(buffer, ',', '.');
        return TryParse(buffer[..text.Length], out value);
    }

    public static bool IsMissing(ReadOnlySpan<char> text)
    {
        foreach (var mark in (ReadOnlySpan<string>)["", "NA", "N/A", "NaN", "null", "None", "?", "-", ".", "#N/A", "missing"])
            if (text.Equals(mark, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    /// <summary>Why a text is no usable number, with the repair.</summary>
    /// <param name="text">The field.</param>
    /// <param name="decimalComma">Whether numbers of the file have a decimal comma.</param>
    /// <param name="canSay">Whether the command that reads the file knows <c>--decimal-comma</c>.</param>
    public static string Fix(ReadOnlySpan<char> text, bool decimalComma = false, bool canSay = false)
    {
        if (decimalComma && text.Contains('.')) return "Write all values with a decimal comma and no thousands separators";
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            return double.IsFinite(value) ? "Give the column in another unit, or correct the value" : "Replace infinite values by a number";
        return text.Contains(',') || text.Contains('\u00A0')
            ? $"Write no thousands separators; if the comma is the decimal mark, {(canSay ? "give --decimal-comma" : "write a point in its place")}"
            : "Correct the value or remove the row";
    }
}
