using System.Collections.Immutable;
using Recurrent.Layers.Cells;
using Recurrent.Tensors;

namespace Recurrent.Interop.Onnx.Export.Sequences;

/// <summary>ONNX's LSTM: rows i o f c where ours are i f g o, peepholes in the order i o f.</summary>
/// <remarks>
/// With coupled gates i = 1 − σ(z) = σ(−z): the rows of i are those of f with the other sign. The operator's own <c>input_forget</c> says the same, but
/// not all runtimes have it.
/// </remarks>
internal sealed class LstmOperator(ImmutableArray<LstmCell> cells) : RecurrentOperator
{
    protected override string Name => "LSTM";

    protected override ImmutableArray<GatedCell> Cells => [.. cells];

    protected override ImmutableArray<GateBlock> Order => cells[0].IsCoupled
        ? [new(0, IsNegated: true), new(2), new(0), new(1)]
        : [new(0), new(3), new(1), new(2)];

    /// <summary>Not with a projection or layer normalisation.</summary>
    public static bool Serves(LstmCell cell) => CellWeights.Find(cell, "weight_hr") is null && CellWeights.Find(cell, "norm_ih") is null;

    protected override IEnumerable<OnnxValue> MoreInputs(OnnxGraphBuilder graph)
    {
        if (CellWeights.Find(cells[0], "weight_cf") is null)
        {
            return [];
        }

        Parameter[] sources = [.. cells.SelectMany(Peepholes)];
        return [graph.Derived(Name, sources, () => Joined(sources).Reshape(new Shape(cells.Length, 3 * cells[0].HiddenSize)))];
    }

    private static Parameter[] Peepholes(LstmCell cell) =>
        [CellWeights.Of(cell, cell.IsCoupled ? "weight_cf" : "weight_ci"), CellWeights.Of(cell, "weight_co"), CellWeights.Of(cell, "weight_cf")];

    private Tensor Joined(Parameter[] sources)
    {
        Tensor[] parts = [.. sources.Select((source, index) => GateBlock.Stacked([new GateBlock(0, cells[0].IsCoupled && index % 3 == 0)], [source]))];
        return Tensor.FromValues([.. parts.SelectMany(part => part.Values.ToArray())], new Shape(parts.Length, cells[0].HiddenSize));
    }
}
