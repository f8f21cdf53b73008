using Microsoft.ML;
using Microsoft.ML.Data;

namespace Recurrent.MLNet.Columns;

/// <summary>Reads keys of any width as numbers.</summary>
internal static class KeyNumbers
{
    public static Func<ulong> Scalar(DataViewRow row, DataViewSchema.Column column) => column.Type.RawType switch
    {
        var type when type == typeof(byte) => Scalar<byte>(row, column),
        var type when type == typeof(ushort) => Scalar<ushort>(row, column),
        var type when type == typeof(ulong) => Scalar<ulong>(row, column),
        _ => Scalar<uint>(row, column),
    };

    public static Func<ulong[]> Vector(DataViewRow row, DataViewSchema.Column column) => ((VectorDataViewType)column.Type).ItemType.RawType switch
    {
        var type when type == typeof(byte) => Vector<byte>(row, column),
        var type when type == typeof(ushort) => Vector<ushort>(row, column),
        var type when type == typeof(ulong) => Vector<ulong>(row, column),
        _ => Vector<uint>(row, column),
    };

    private static Func<ulong> Scalar<T>(DataViewRow row, DataViewSchema.Column column)
        where T : struct, IConvertible
    {
        var getter = row.GetGetter<T>(column);
        return () =>
        {
            T value = default;
            getter(ref value);
            return value.ToUInt64(null);
        };
    }

    private static Func<ulong[]> Vector<T>(DataViewRow row, DataViewSchema.Column column)
        where T : struct, IConvertible
    {
        var getter = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> buffer = default;
        return () =>
        {
            getter(ref buffer);
            return [.. buffer.DenseValues().Select(static value => value.ToUInt64(null))];
        };
    }
}
