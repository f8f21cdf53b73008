using Microsoft.ML;
using Microsoft.ML.Data;

namespace Recurrent.MLNet.Columns;

/// <summary>Reads a column of numbers of either width, single ones and vectors alike.</summary>
internal sealed class NumberColumn
{
    private readonly Action<List<double>> _read;
    private readonly List<double> _values = [];

    public NumberColumn(DataViewRow row, DataViewSchema.Column column) => _read = column.Type switch
    {
        VectorDataViewType { ItemType.RawType: var item } when item == typeof(float) => Vector<float>(row, column),
        VectorDataViewType => Vector<double>(row, column),
        var type when type.RawType == typeof(float) => Scalar<float>(row, column),
        _ => Scalar<double>(row, column),
    };

    /// <summary>The values in the present row; valid until it is read again.</summary>
    public IReadOnlyList<double> Read()
    {
        _values.Clear();
        _read(_values);
        return _values;
    }

    private static Action<List<double>> Scalar<T>(DataViewRow row, DataViewSchema.Column column)
        where T : struct, IConvertible
    {
        var getter = row.GetGetter<T>(column);
        return values =>
        {
            T value = default;
            getter(ref value);
            values.Add(value.ToDouble(null));
        };
    }

    private static Action<List<double>> Vector<T>(DataViewRow row, DataViewSchema.Column column)
        where T : struct, IConvertible
    {
        var getter = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> buffer = default;
        return values =>
        {
            getter(ref buffer);
            foreach (var value in buffer.DenseValues()) values.Add(value.ToDouble(null));
        };
    }
}
