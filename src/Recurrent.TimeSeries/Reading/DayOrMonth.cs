using System.Runtime.InteropServices;

namespace Recurrent.TimeSeries.Reading;

/// <summary>Decides whether 03/04/2024 is the third of April or the fourth of March when no day above 12 shows it.</summary>
internal static class DayOrMonth
{
    /// <summary>The format with day and month exchanged when only so the stamps of one series are evenly spaced; else the format.</summary>
    public static StampFormat Choose(StampFormat format, List<string> stamps)
    {
        if (format.Style != StampStyle.Calendar || !format.Pattern.StartsWith('M') || !format.Pattern.Contains("d/", StringComparison.Ordinal))
            return format;
        var exchanged = format with { Pattern = Exchange(format.Pattern) };
        return Irregular(format, stamps) > 0 && Irregular(exchanged, stamps) == 0 ? exchanged : format;
    }

    /// <summary><c>MM/dd/yyyy</c> becomes <c>dd/MM/yyyy</c>; the time of day keeps its letters.</summary>
    private static string Exchange(string pattern)
    {
        var month = pattern[..pattern.IndexOf('/')];
        var day = pattern[(month.Length + 1)..pattern.IndexOf('/', month.Length + 1)];
        return day + "/" + month + pattern[(month.Length + day.Length + 1)..];
    }

    private static int Irregular(StampFormat format, List<string> stamps)
    {
        var parser = new StampParser(format);
        var positions = new List<long>(stamps.Count);
        foreach (var stamp in stamps)
        {
            if (!parser.TryParse(stamp, out var position) || (positions.Count > 0 && position <= positions[^1])) return int.MaxValue;
            positions.Add(position);
        }
        var span = CollectionsMarshal.AsSpan(positions);
        return FrequencyInference.CountIrregular(span, FrequencyInference.Infer(span, calendar: true));
    }
}
