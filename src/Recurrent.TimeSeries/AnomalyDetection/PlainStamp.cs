using System.Runtime.CompilerServices;
using System.Text;
using Recurrent.TimeSeries.Reading;

namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>Reads times from UTF-8 bytes: the commonest form quickly, all others the thorough way.</summary>
internal sealed class PlainStamp(StampFormat format)
{
    private const int LongestStamp = 64;
    private readonly StampParser _parser = new(format);
    private readonly bool _isCommon = format is { Style: StampStyle.Calendar, Suffix: "", Pattern: "yyyy-MM-dd HH:mm:ss" };
    private long _day;
    private int _dayKey = -1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryParse(ReadOnlySpan<byte> text, out long ticks)
    {
        if (_isCommon && TryCommon(text, out ticks)) return true;
        ticks = 0;
        if (text.Length > LongestStamp) return false;
        Span<char> letters = stackalloc char[LongestStamp];
        var count = Encoding.Latin1.GetChars(text, letters);
        if (!_parser.TryParse(letters[..count], out var position)) return false;
        ticks = DetectionStamps.Ticks(format, position);
        return true;
    }

    /// <summary>Days repeat for many rows, so only the first row of a day is asked of the calendar.</summary>
    private bool TryCommon(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.Length != 19 || text[4] != '-' || text[7] != '-' || text[10] != ' ' || text[13] != ':' || text[16] != ':') return false;
        var (hour, minute, second) = (Two(text, 11), Two(text, 14), Two(text, 17));
        var (century, year, month, day) = (Two(text, 0), Two(text, 2), Two(text, 5), Two(text, 8));
        if ((uint)hour > 23 || (uint)minute > 59 || (uint)second > 59 || century < 0 || year < 0 || (uint)(month - 1) > 11 || day < 1) return false;
        var key = (((((century * 100) + year) * 12) + month) * 32) + day;
        if (key != _dayKey)
        {
            var full = (century * 100) + year;
            if (full < 1 || day > DateTime.DaysInMonth(full, month)) return false;
            (_day, _dayKey) = (new DateTime(full, month, day).Ticks, key);
        }
        ticks = _day + (((((hour * 60L) + minute) * 60) + second) * TimeSpan.TicksPerSecond);
        return true;
    }

    private static int Two(ReadOnlySpan<byte> text, int place)
    {
        var (tens, ones) = (text[place] - '0', text[place + 1] - '0');
        return (uint)tens > 9 || (uint)ones > 9 ? -1 : (tens * 10) + ones;
    }
}
