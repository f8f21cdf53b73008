using Microsoft.ML;
using Microsoft.ML.Data;

namespace Recurrent.MLNet.Rows;

/// <summary>Maps single rows, as a prediction engine does.</summary>
internal sealed class RowMapper(DataViewSchema input, IRowBinding binding) : IRowToRowMapper
{
    private readonly OutputLayout _layout = new(input, binding);

    public DataViewSchema InputSchema => input;

    public DataViewSchema OutputSchema => _layout.Schema;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) => _layout.InputsOf(dependingColumns);

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        DataViewSchema.Column[] asked = [.. activeColumns];
        return new MappedRow(input, _layout, _layout.NeedsModel(asked) ? binding.Open(input) : null, asked);
    }
}
