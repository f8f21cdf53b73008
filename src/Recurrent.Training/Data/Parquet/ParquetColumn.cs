using System.Buffers;
using Parquet;
using Parquet.Schema;

namespace Recurrent.Training.Data.Parquet;

/// <summary>One column of a Parquet file, written row by row as fields of CSV; a missing value is an empty field.</summary>
internal abstract class ParquetColumn(DataField field)
{
    public DataField Field { get; } = field;

    /// <summary>Whether the whole column decides how a value is written, so that <see cref="Survey"/> wants to see every group of rows first.</summary>
    public virtual bool NeedsSurvey => false;

    /// <summary>The column of a field, or null when its type has no place in a table of series.</summary>
    public static ParquetColumn? For(DataField field) => Type.GetTypeCode(field.ClrType) switch
    {
        TypeCode.Double => new ParquetNumbers<double>(field),
        TypeCode.Single => new ParquetNumbers<float>(field),
        TypeCode.Decimal => new ParquetNumbers<decimal>(field),
        TypeCode.Byte => new ParquetNumbers<byte>(field),
        TypeCode.SByte => new ParquetNumbers<sbyte>(field),
        TypeCode.Int16 => new ParquetNumbers<short>(field),
        TypeCode.UInt16 => new ParquetNumbers<ushort>(field),
        TypeCode.Int32 => new ParquetNumbers<int>(field),
        TypeCode.UInt32 => new ParquetNumbers<uint>(field),
        TypeCode.Int64 => new ParquetNumbers<long>(field),
        TypeCode.UInt64 => new ParquetNumbers<ulong>(field),
        TypeCode.Boolean => new ParquetTruths(field),
        TypeCode.DateTime => new ParquetDates(field),
        _ when field.ClrType == typeof(Guid) => new ParquetNumbers<Guid>(field),
        _ when field.ClrType == typeof(ReadOnlyMemory<char>) => new ParquetTexts(field),
        _ => null,
    };

    /// <summary>Reads the values of a group of rows; the next field is that of its first row.</summary>
    public abstract Task LoadAsync(ParquetRowGroupReader group, int rows);

    /// <summary>Looks at the values loaded, once for every group of rows, before any is written.</summary>
    public virtual void Survey()
    {
    }

    /// <summary>Writes the field of the next row.</summary>
    public abstract void WriteNext(ArrayBufferWriter<byte> destination);
}
