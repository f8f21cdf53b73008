using System.Collections.Immutable;
using Recurrent.Layers.Cells;

namespace Recurrent.Interop.Onnx.Export.Cells;

/// <summary>h ← (1 − z) ⊙ h + z ⊙ g(n); z and g(n) need no state.</summary>
internal sealed class MinGruStep : OnnxCellEmitter<MinGruCell>
{
    public override ImmutableArray<string> StateNames(MinGruCell cell) => ["hidden"];

    public override ImmutableArray<OnnxValue> Prepare(OnnxGraphBuilder graph, MinGruCell cell, OnnxValue input)
    {
        OnnxValue[] sums = graph.Split(graph.Linear(input, cell.InputWeight, cell.InputBias), 2, cell.HiddenSize);
        return [graph.Sigmoid(sums[0]), PositiveCandidate.Of(graph, sums[1])];
    }

    public override ImmutableArray<OnnxValue> Step(OnnxGraphBuilder graph, MinGruCell cell, ImmutableArray<OnnxValue> input, ImmutableArray<OnnxValue> state) =>
        [graph.Mixed(input[0], input[1], state[0])];
}
