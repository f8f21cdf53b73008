using System.Buffers;
using System.Globalization;
using Parquet.Schema;

namespace Recurrent.Training.Data.Parquet;

/// <summary>A column of dates or times: dates alone where all rows are midnight, fractions of a second where one row has any.</summary>
/// <remarks>A time is written as it is stored; a file says of some that they are UTC, which is written nowhere.</remarks>
internal sealed class ParquetDates(DataField field) : ParquetValues<DateTime>(field)
{
    private const int LongestStamp = 32;
    private string _pattern = "yyyy-MM-dd";

    public override bool NeedsSurvey => true;

    public override void Survey()
    {
        foreach (var value in Known)
        {
            var ticks = value.TimeOfDay.Ticks;
            if (ticks % TimeSpan.TicksPerSecond > 0) _pattern = "yyyy-MM-dd HH:mm:ss.fffffff";
            else if (ticks > 0 && _pattern.Length == 10) _pattern = "yyyy-MM-dd HH:mm:ss";
        }
    }

    protected override void Write(DateTime value, ArrayBufferWriter<byte> destination)
    {
        value.TryFormat(destination.GetSpan(LongestStamp), out var count, _pattern, CultureInfo.InvariantCulture);
        destination.Advance(count);
    }
}
