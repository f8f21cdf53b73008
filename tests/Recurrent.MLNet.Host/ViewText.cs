using Microsoft.ML;
using Microsoft.ML.Data;

namespace Recurrent.MLNet.Host;

/// <summary>All values of a view as text, floating-point numbers by their bits.</summary>
public static class ViewText
{
    public static IReadOnlyList<string> Lines(IDataView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        DataViewSchema.Column[] columns = [.. view.Schema.Where(static column => !column.IsHidden)];
        using var cursor = view.GetRowCursor(columns);
        Func<string>[] readers = [.. columns.Select(column => Reader(cursor, column))];
        var lines = new List<string> { string.Join(" | ", columns.Select(static column => $"{column.Name}: {column.Type}")) };
        while (cursor.MoveNext()) lines.Add(string.Join(" | ", readers.Select(static read => read())));
        return lines;
    }

    private static Func<string> Reader(DataViewRow row, DataViewSchema.Column column) => column.Type.RawType switch
    {
        var type when type == typeof(float) => Scalar<float>(row, column, Bits),
        var type when type == typeof(bool) => Scalar<bool>(row, column, static value => $"{value}"),
        var type when type == typeof(uint) => Scalar<uint>(row, column, static value => $"{value}"),
        var type when type == typeof(DateTime) => Scalar<DateTime>(row, column, static value => $"{value:s}"),
        var type when type == typeof(VBuffer<float>) => Vector<float>(row, column, Bits),
        var type when type == typeof(VBuffer<ReadOnlyMemory<char>>) => Vector<ReadOnlyMemory<char>>(row, column, static value => value.ToString()),
        _ => Scalar<ReadOnlyMemory<char>>(row, column, static value => value.ToString()),
    };

    private static string Bits(float value) => BitConverter.SingleToUInt32Bits(value).ToString("x8", null);

    private static Func<string> Scalar<T>(DataViewRow row, DataViewSchema.Column column, Func<T, string> text)
    {
        var getter = row.GetGetter<T>(column);
        return () =>
        {
            T value = default!;
            getter(ref value);
            return text(value);
        };
    }

    private static Func<string> Vector<T>(DataViewRow row, DataViewSchema.Column column, Func<T, string> text)
    {
        var getter = row.GetGetter<VBuffer<T>>(column);
        return () =>
        {
            VBuffer<T> value = default;
            getter(ref value);
            return string.Join(' ', value.DenseValues().Select(text));
        };
    }
}
