using Microsoft.ML;

namespace Recurrent.MLNet.Rows;

/// <summary>Rows with a model's columns; nothing is computed before it is read.</summary>
internal sealed class MappedView(IDataView source, IRowBinding binding) : IDataView
{
    private readonly OutputLayout _layout = new(source.Schema, binding);

    public DataViewSchema Schema => _layout.Schema;

    public bool CanShuffle => !binding.IsSequential && source.CanShuffle;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        DataViewSchema.Column[] asked = [.. columnsNeeded];
        // A shuffled order would be another past of every row.
        return Open(asked, source.GetRowCursor(_layout.InputsOf(asked), binding.IsSequential ? null : rand));
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        DataViewSchema.Column[] asked = [.. columnsNeeded];
        if (binding.IsSequential && _layout.NeedsModel(asked)) return [GetRowCursor(asked)];
        return [.. source.GetRowCursorSet(_layout.InputsOf(asked), n, rand).Select(cursor => Open(asked, cursor))];
    }

    private MappedCursor Open(DataViewSchema.Column[] asked, DataViewRowCursor cursor) =>
        new(cursor, new MappedRow(cursor, _layout, _layout.NeedsModel(asked) ? binding.Open(cursor) : null, asked));
}
