using System.Buffers;
using System.Globalization;
using Parquet.Schema;

namespace Recurrent.Training.Data.Parquet;

/// <summary>A column of numbers, written so that reading them gives the same numbers.</summary>
internal sealed class ParquetNumbers<T>(DataField field) : ParquetValues<T>(field)
    where T : struct, IUtf8SpanFormattable
{
    private const int LongestNumber = 64;

    protected override void Write(T value, ArrayBufferWriter<byte> destination)
    {
        value.TryFormat(destination.GetSpan(LongestNumber), out var count, format: default, CultureInfo.InvariantCulture);
        destination.Advance(count);
    }
}
