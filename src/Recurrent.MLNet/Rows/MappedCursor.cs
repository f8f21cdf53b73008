using Microsoft.ML;
using Microsoft.ML.Data;

namespace Recurrent.MLNet.Rows;

/// <summary>Goes through rows with a model's columns.</summary>
internal sealed class MappedCursor(DataViewRowCursor source, MappedRow row) : DataViewRowCursor
{
    public override long Position => source.Position;

    public override long Batch => source.Batch;

    public override DataViewSchema Schema => row.Schema;

    public override bool MoveNext()
    {
        if (!source.MoveNext()) return false;
        row.Predictor?.Advance();
        return true;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => row.IsColumnActive(column);

    public override ValueGetter<DataViewRowId> GetIdGetter() => row.GetIdGetter();

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => row.GetGetter<TValue>(column);

    protected override void Dispose(bool disposing)
    {
        if (disposing) row.Dispose();
        base.Dispose(disposing);
    }
}
