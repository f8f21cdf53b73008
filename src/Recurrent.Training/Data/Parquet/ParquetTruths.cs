using System.Buffers;
using Parquet.Schema;

namespace Recurrent.Training.Data.Parquet;

/// <summary>A column of truth values, written as 1 and 0.</summary>
internal sealed class ParquetTruths(DataField field) : ParquetValues<bool>(field)
{
    protected override void Write(bool value, ArrayBufferWriter<byte> destination) => destination.Write(value ? "1"u8 : "0"u8);
}
