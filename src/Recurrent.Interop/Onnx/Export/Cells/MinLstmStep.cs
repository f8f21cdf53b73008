using System.Collections.Immutable;
using Recurrent.Layers.Cells;

namespace Recurrent.Interop.Onnx.Export.Cells;

/// <summary>h ← f' ⊙ h + (1 − f') ⊙ g(n) with f' = f / (f + i) = σ(ln f − ln i), which no small f and i make 0/0.</summary>
internal sealed class MinLstmStep : OnnxCellEmitter<MinLstmCell>
{
    public override ImmutableArray<string> StateNames(MinLstmCell cell) => ["hidden"];

    public override ImmutableArray<OnnxValue> Prepare(OnnxGraphBuilder graph, MinLstmCell cell, OnnxValue input)
    {
        OnnxValue[] sums = graph.Split(graph.Linear(input, cell.InputWeight, cell.InputBias), 3, cell.HiddenSize);
        OnnxValue forget = graph.LogSigmoid(sums[0]), write = graph.LogSigmoid(sums[1]);
        return [graph.Sigmoid(graph.Minus(forget, write)), PositiveCandidate.Of(graph, sums[2])];
    }

    public override ImmutableArray<OnnxValue> Step(OnnxGraphBuilder graph, MinLstmCell cell, ImmutableArray<OnnxValue> input, ImmutableArray<OnnxValue> state) =>
        [graph.Mixed(input[0], state[0], input[1])];
}
