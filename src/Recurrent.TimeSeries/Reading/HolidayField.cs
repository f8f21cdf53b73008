namespace Recurrent.TimeSeries.Reading;

/// <summary>Reads a field of a column of holidays.</summary>
internal static class HolidayField
{
    /// <summary>The name; empty for no holiday; the name of the column for a bare yes.</summary>
    public static string Label(ReadOnlySpan<char> text, string column)
    {
        if (NumberField.IsMissing(text) || Is(text, ["0", "0.0", "0,0", "false", "no"])) return "";
        return Is(text, ["1", "1.0", "1,0", "true", "yes"]) ? column : text.ToString();
    }

    private static bool Is(ReadOnlySpan<char> text, ReadOnlySpan<string> words)
    {
        foreach (var word in words)
            if (text.Equals(word, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
