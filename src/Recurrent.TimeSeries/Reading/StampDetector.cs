using System.Globalization;

namespace Recurrent.TimeSeries.Reading;

/// <summary>Finds the stamp format that reads every sampled field of a column.</summary>
internal static class StampDetector
{
    private static readonly string[] DatePatterns =
    [
        "yyyy-MM-dd", "yyyy/MM/dd", "yyyy.MM.dd", "MM/dd/yyyy", "dd/MM/yyyy", "dd.MM.yyyy", "dd-MM-yyyy", "yyyy-M-d", "yyyy/M/d",
        "M/d/yyyy", "d/M/yyyy", "d.M.yyyy", "d-M-yyyy", "dd-MMM-yyyy", "d-MMM-yyyy", "d MMM yyyy", "MMM d, yyyy", "yyyyMMdd",
        "MM/dd/yy", "dd/MM/yy", "dd.MM.yy", "M/d/yy", "d/M/yy", "d.M.yy",
    ];

    private static readonly string[] TimePatterns =
    [
        "", " HH:mm:ss", "'T'HH:mm:ss", " HH:mm", "'T'HH:mm", " H:mm:ss", " H:mm", " HH:mm:ss.FFFFFFF", "'T'HH:mm:ss.FFFFFFF",
        " HH:mm:ss,FFFFFFF", " hh:mm:ss tt", " h:mm:ss tt", " hh:mm tt", " h:mm tt",
    ];

    private static readonly string[] MonthPatterns =
    [
        "yyyy-MM", "yyyy/MM", "MM/yyyy", "yyyy-M", "M/yyyy", "MMM yyyy", "MMM-yyyy", "yyyy MMM", "yyyy-MMM", "MMM-yy", "MMMM yyyy", "yyyy'M'MM",
    ];

    /// <summary>The format, or null when the fields are no stamps.</summary>
    /// <param name="sample">Fields without blanks around them; at least one.</param>
    /// <param name="bareNumbers">True for a row number column: whole numbers are never years or dates.</param>
    public static StampFormat? Detect(IReadOnlyList<string> sample, bool bareNumbers = false)
    {
        if (sample.Count == 0 || sample.Any(string.IsNullOrEmpty)) return null;
        foreach (var candidate in Candidates(sample, bareNumbers))
        {
            var parser = new StampParser(candidate);
            if (sample.All(field => parser.TryParse(field, out _))) return candidate;
        }
        return null;
    }

    private static IEnumerable<StampFormat> Candidates(IReadOnlyList<string> sample, bool bareNumbers)
    {
        if (sample.All(field => NumberField.TryParse(field, out _))) return Numbers(sample, bareNumbers);
        var first = StampParser.SplitSuffix(sample[0], out var suffix);
        var zone = suffix.ToString();
        var quarter = first.Length is 6 or 7 ? first[4..^2].ToString() : "";
        return DatePatterns
            .SelectMany(date => TimesBeside(date).Select(time => new StampFormat(StampStyle.Calendar, date + time, Suffix: zone)))
            .Concat(MonthPatterns.Select(month => new StampFormat(StampStyle.Calendar, month)))
            .Append(new StampFormat(StampStyle.Quarter, quarter));
    }

    /// <summary>Beside a date without leading zeros an hour of the twelve is written without one too.</summary>
    private static IEnumerable<string> TimesBeside(string date) =>
        date.Contains("dd", StringComparison.Ordinal) ? TimePatterns : TimePatterns.Where(static time => !time.Contains("hh", StringComparison.Ordinal));

    private static IEnumerable<StampFormat> Numbers(IReadOnlyList<string> sample, bool bareNumbers)
    {
        if (!bareNumbers && sample.All(field => field.Length == 8 && InYears(field[..4])))
            yield return new StampFormat(StampStyle.Calendar, "yyyyMMdd");
        if (!bareNumbers && sample.All(field => field.Length == 6 && InYears(field[..4])))
            yield return new StampFormat(StampStyle.Calendar, "yyyyMM");
        if (!bareNumbers && sample.All(field => field.Length == 4 && InYears(field)))
            yield return new StampFormat(StampStyle.Calendar, "yyyy");
        yield return StampFormat.Index;
        var decimals = sample.Max(static field => field.Length - 1 - (field.IndexOf('.') is var point and >= 0 ? point : field.Length - 1));
        if (!bareNumbers && sample.All(InYears)) yield return new StampFormat(StampStyle.DecimalYear, Decimals: Math.Min(decimals, 15));
        yield return new StampFormat(StampStyle.Fraction, Decimals: Math.Min(decimals, 6));
    }

    private static bool InYears(string field) =>
        double.TryParse(field, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var year) && year is >= 1000 and < 3000;
}
