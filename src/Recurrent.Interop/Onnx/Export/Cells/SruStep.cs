using System.Collections.Immutable;
using Recurrent.Layers.Cells;

namespace Recurrent.Interop.Onnx.Export.Cells;

/// <summary>f, r = σ(W x + b + v ⊙ c), c ← f ⊙ c + (1 − f) ⊙ n, h = r ⊙ c + (1 − r) ⊙ s.</summary>
internal sealed class SruStep : OnnxCellEmitter<SruCell>
{
    public override ImmutableArray<string> StateNames(SruCell cell) => ["hidden", "cell"];

    public override ImmutableArray<OnnxValue> Prepare(OnnxGraphBuilder graph, SruCell cell, OnnxValue input)
    {
        OnnxValue sums = graph.Linear(input, cell.InputWeight, cell.InputBias);
        return [cell.InputSize == cell.HiddenSize ? graph.Concat(-1, sums, graph.Times(input, graph.Number(SruCell.SkipScale))) : sums];
    }

    public override ImmutableArray<OnnxValue> Step(OnnxGraphBuilder graph, SruCell cell, ImmutableArray<OnnxValue> input, ImmutableArray<OnnxValue> state)
    {
        OnnxValue[] sums = graph.Split(input[0], 4, cell.HiddenSize);
        OnnxValue weights = graph.Weight(cell.RecurrentWeight);
        OnnxValue memory = graph.Mixed(Gate(0), state[1], sums[0]);
        return [graph.Mixed(Gate(1), memory, sums[3]), memory];

        OnnxValue Gate(int gate) => graph.Sigmoid(graph.Plus(sums[1 + gate], graph.Times(graph.Slice(weights, 0, gate, 1), state[1])));
    }
}
