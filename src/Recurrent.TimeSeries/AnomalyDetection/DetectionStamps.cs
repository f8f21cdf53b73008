using Recurrent.TimeSeries.Reading;

namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>Times of rows: calendar stamps of one format, or seconds or milliseconds since 1970; other numbers only count rows.</summary>
internal static class DetectionStamps
{
    private const int MostTried = 200;
    private const long FirstSecond = 500_000_000;
    private const long LastSecond = 4_000_000_000;
    private const long Thousand = 1000;

    /// <summary>The format of some fields, or null when they are no times.</summary>
    public static StampFormat? Detect(IReadOnlyList<string> fields)
    {
        if (fields.Count == 0) return null;
        // Clock changes may put another offset behind a later stamp; the parser of the first one reads it.
        return StampDetector.Detect([.. fields.Take(MostTried)]);
    }

    /// <summary>Whether positions of a format can be turned into times.</summary>
    public static bool HasCalendar(StampFormat? format, long first) =>
        format is not null && (format.IsCalendar || (format.Style == StampStyle.Index && UnixTicks(first) > 0));

    /// <summary><see cref="DateTime"/> ticks of a position.</summary>
    public static long Ticks(StampFormat format, long position) => format.IsCalendar ? position : UnixTicks(position);

    private static long UnixTicks(long position) => position switch
    {
        >= FirstSecond and <= LastSecond => DateTime.UnixEpoch.Ticks + (position * TimeSpan.TicksPerSecond),
        >= FirstSecond * Thousand and <= LastSecond * Thousand => DateTime.UnixEpoch.Ticks + (position * TimeSpan.TicksPerMillisecond),
        _ => 0,
    };
}
