using Microsoft.ML;

namespace Recurrent.MLNet.Rows;

/// <summary>The schema of rows with a model's columns behind those of the input.</summary>
internal sealed class OutputLayout
{
    private readonly DataViewSchema _input;
    private readonly IRowBinding _binding;

    public OutputLayout(DataViewSchema input, IRowBinding binding)
    {
        (_input, _binding) = (input, binding);
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(input);
        foreach (var output in binding.Outputs) builder.AddColumn(output.Name, output.Type, output.Annotations);
        Schema = builder.ToSchema();
    }

    public DataViewSchema Schema { get; }

    /// <summary>The number of an added column; negative for one of the input.</summary>
    public int OutputOf(DataViewSchema.Column column) => column.Index - _input.Count;

    /// <summary>Whether any of the columns was added.</summary>
    public bool NeedsModel(IEnumerable<DataViewSchema.Column> columns) => columns.Any(column => OutputOf(column) >= 0);

    /// <summary>Columns of the input from which the columns asked for follow.</summary>
    public IEnumerable<DataViewSchema.Column> InputsOf(IEnumerable<DataViewSchema.Column> columns)
    {
        DataViewSchema.Column[] asked = [.. columns];
        var passed = asked.Where(column => OutputOf(column) < 0).Select(column => _input[column.Index]);
        return [.. passed.Concat(NeedsModel(asked) ? _binding.Inputs : []).DistinctBy(static column => column.Index)];
    }
}
