using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Recurrent.MLNet.Columns;

/// <summary>Reads labels as names, whether they are text or keys.</summary>
internal static class LabelReader
{
    /// <summary>The label of the present row; empty when it has none.</summary>
    public static Func<string> Of(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is not KeyDataViewType)
        {
            var text = row.GetGetter<ReadOnlyMemory<char>>(column);
            ReadOnlyMemory<char> value = default;
            return () =>
            {
                text(ref value);
                return value.Trim().ToString();
            };
        }

        var (names, read) = (KeyNames(column), KeyNumbers.Scalar(row, column));
        // Keys count from 1; 0 is a missing label.
        return () => read() is > 0 and var key ? names[(int)key - 1] : "";
    }

    /// <summary>The labels of the present row, one a token.</summary>
    public static Func<string[]> OfVector(DataViewRow row, DataViewSchema.Column column)
    {
        if (((VectorDataViewType)column.Type).ItemType is not KeyDataViewType) return TextVector(row, column);
        var (names, read) = (KeyNames(column), KeyNumbers.Vector(row, column));
        return () => [.. read().Select(key => key > 0 ? names[(int)key - 1] : "")];
    }

    /// <summary>A vector of texts of the present row.</summary>
    public static Func<string[]> TextVector(DataViewRow row, DataViewSchema.Column column)
    {
        var texts = row.GetGetter<VBuffer<ReadOnlyMemory<char>>>(column);
        VBuffer<ReadOnlyMemory<char>> buffer = default;
        return () =>
        {
            texts(ref buffer);
            return [.. buffer.DenseValues().Select(static text => text.ToString())];
        };
    }

    /// <summary>Names of the keys of a column, in their order.</summary>
    /// <exception cref="ArgumentException">They have none, or they are not text.</exception>
    public static ImmutableArray<string> KeyNames(DataViewSchema.Column column)
    {
        if (column.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.KeyValues) is not { Type: VectorDataViewType { ItemType: TextDataViewType } })
            throw new ArgumentException(
                $"The keys of the column '{column.Name}' have no names as text; expected a key made by MapValueToKey from text. "
                + "Convert other values to text first (Transforms.Conversion.ConvertType), or give the label as Text.");
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetKeyValues(ref names);
        return [.. names.DenseValues().Select(static name => name.ToString())];
    }
}
