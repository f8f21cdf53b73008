using System.Buffers;
using System.Globalization;

namespace Recurrent.Cli.Configuration;

/// <summary>Reads values from text; null stands for text of another form.</summary>
internal static class ValueText
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite | NumberStyles.AllowLeadingSign;

    private static readonly SearchValues<char> NumberLetters = SearchValues.Create("0123456789.");

    public static int? WholeNumber(string text) =>
        int.TryParse(text, Plain, CultureInfo.InvariantCulture, out var value) ? value : null;

    public static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    public static double[]? Numbers(string text) => All(Parts(text), Number);

    public static int[]? WholeNumbers(string text) => All(Parts(text), WholeNumber);

    /// <summary>A duration such as <c>90s</c>, <c>10m</c>, <c>1h30m</c>.</summary>
    public static TimeSpan? Duration(string text)
    {
        var total = TimeSpan.Zero;
        var rest = text.AsSpan().Trim();
        if (rest.IsEmpty) return null;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(NumberLetters);
            if (digits <= 0 || !double.TryParse(rest[..digits], NumberStyles.Float, CultureInfo.InvariantCulture, out var amount)) return null;
            if (UnitSeconds(rest[digits]) is not { } seconds || amount * seconds > TimeSpan.MaxValue.TotalSeconds / 2) return null;
            total += TimeSpan.FromSeconds(amount * seconds);
            rest = rest[(digits + 1)..];
        }
        return total > TimeSpan.Zero ? total : null;
    }

    /// <summary>Names separated by commas; empty for null.</summary>
    public static string[] Names(string? text) => text is null ? [] : Parts(text);

    private static double? UnitSeconds(char unit) => unit switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86400, _ => null };

    private static string[] Parts(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static T[]? All<T>(string[] parts, Func<string, T?> parse)
        where T : struct
    {
        var values = new T[parts.Length];
        for (var index = 0; index < parts.Length; index++)
        {
            if (parse(parts[index]) is not { } value) return null;
            values[index] = value;
        }
        return values.Length == 0 ? null : values;
    }
}
