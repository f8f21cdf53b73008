using Microsoft.ML;
using Microsoft.ML.Data;

namespace Recurrent.MLNet.Rows;

/// <summary>A row with a model's columns.</summary>
internal sealed class MappedRow : DataViewRow
{
    private readonly DataViewRow _source;
    private readonly OutputLayout _layout;
    private readonly bool[] _isActive;

    /// <param name="source">The row of the input.</param>
    /// <param name="layout">The columns.</param>
    /// <param name="predictor">Null when no column of the model is asked for.</param>
    /// <param name="asked">Columns that will be read.</param>
    public MappedRow(DataViewRow source, OutputLayout layout, IRowPredictor? predictor, IEnumerable<DataViewSchema.Column> asked)
    {
        (_source, _layout, Predictor) = (source, layout, predictor);
        _isActive = new bool[layout.Schema.Count];
        foreach (var column in asked) _isActive[column.Index] = true;
    }

    public IRowPredictor? Predictor { get; }

    public override long Position => _source.Position;

    public override long Batch => _source.Batch;

    public override DataViewSchema Schema => _layout.Schema;

    public override bool IsColumnActive(DataViewSchema.Column column) => _isActive[column.Index];

    public override ValueGetter<DataViewRowId> GetIdGetter() => _source.GetIdGetter();

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
            throw new ArgumentException($"The column '{column.Name}' was not asked for when the rows were opened; name it among the columns needed.", nameof(column));
        var output = _layout.OutputOf(column);
        if (output < 0) return _source.GetGetter<TValue>(_source.Schema[column.Index]);
        return Predictor!.Getter(output) as ValueGetter<TValue>
            ?? throw new ArgumentException($"The column '{column.Name}' is {column.Type}; it cannot be read as {typeof(TValue)}.", nameof(column));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _source.Dispose();
        base.Dispose(disposing);
    }
}
