using System.Collections.Immutable;
using Recurrent.Layers.Cells;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Interop.Onnx.Export.Sequences;

/// <summary>ONNX's GRU: rows z r h where ours are r z n, and <c>linear_before_reset</c> for the reset after the matrix.</summary>
internal sealed class GruOperator(ImmutableArray<GruCell> cells) : RecurrentOperator
{
    protected override string Name => "GRU";

    protected override ImmutableArray<GatedCell> Cells => [.. cells];

    protected override ImmutableArray<GateBlock> Order => [new(1), new(0), new(2)];

    /// <summary>Not with layer normalisation.</summary>
    public static bool Serves(GruCell cell) => CellWeights.Find(cell, "norm_ih") is null;

    protected override IEnumerable<OnnxAttribute> Attributes() =>
        [new OnnxAttribute("linear_before_reset", cells[0].Reset == GruReset.AfterProduct ? 1 : 0)];
}
