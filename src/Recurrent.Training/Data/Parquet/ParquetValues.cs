using System.Buffers;
using Parquet;
using Parquet.Schema;

namespace Recurrent.Training.Data.Parquet;

/// <summary>A column of values of one type.</summary>
/// <remarks>
/// Values and their levels are read apart and joined here. The library's own reading of optional values takes a buffer for the levels from a pool
/// and leaves it as it was for columns that have none, so that values behind other columns come out as missing (Parquet.Net 6.1.0).
/// </remarks>
internal abstract class ParquetValues<T>(DataField field) : ParquetColumn(field)
    where T : struct
{
    private T[] _values = [];
    private int[] _levels = [];
    private int _rows;
    private int _row;
    private int _known;

    /// <summary>The values of the group that are not missing.</summary>
    protected ReadOnlySpan<T> Known => _values.AsSpan(0, Field.MaxDefinitionLevel == 0 ? _rows : _levels.AsSpan(0, _rows).Count(Field.MaxDefinitionLevel));

    public override async Task LoadAsync(ParquetRowGroupReader group, int rows)
    {
        var hasLevels = Field.MaxDefinitionLevel > 0;
        if (_values.Length < rows) _values = new T[rows];
        if (hasLevels && _levels.Length < rows) _levels = new int[rows];
        (_rows, _row, _known) = (rows, 0, 0);
        await group.ReadRawAsync(Field, _values.AsMemory(0, rows), hasLevels ? (Memory<int>?)_levels.AsMemory(0, rows) : null, null).ConfigureAwait(false);
    }

    public override void WriteNext(ArrayBufferWriter<byte> destination)
    {
        var isMissing = Field.MaxDefinitionLevel > 0 && _levels[_row] < Field.MaxDefinitionLevel;
        _row++;
        if (!isMissing) Write(_values[_known++], destination);
    }

    /// <summary>Writes a value.</summary>
    protected abstract void Write(T value, ArrayBufferWriter<byte> destination);
}
