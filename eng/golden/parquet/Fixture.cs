using ParquetSharp;

namespace Recurrent.Golden.Parquet;

/// <summary>Writes one column of a group of rows.</summary>
internal static class Fixture
{
    public static void Write<T>(RowGroupWriter group, int[] rows, Func<int, T> value)
    {
        using var column = group.NextColumn().LogicalWriter<T>();
        column.WriteBatch([.. rows.Select(value)]);
    }
}
