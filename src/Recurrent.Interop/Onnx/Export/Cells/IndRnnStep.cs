using System.Collections.Immutable;
using Recurrent.Layers.Cells;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Interop.Onnx.Export.Cells;

/// <summary>h ← f(W x + b + u ⊙ h).</summary>
internal sealed class IndRnnStep : OnnxCellEmitter<IndRnnCell>
{
    public override ImmutableArray<string> StateNames(IndRnnCell cell) => ["hidden"];

    public override ImmutableArray<OnnxValue> Prepare(OnnxGraphBuilder graph, IndRnnCell cell, OnnxValue input) =>
        [graph.Linear(input, cell.InputWeight, cell.InputBias)];

    public override ImmutableArray<OnnxValue> Step(OnnxGraphBuilder graph, IndRnnCell cell, ImmutableArray<OnnxValue> input, ImmutableArray<OnnxValue> state)
    {
        OnnxValue sum = graph.Plus(input[0], graph.Times(state[0], graph.Weight(cell.RecurrentWeight)));
        return [cell.Activation == RnnActivation.Tanh ? graph.Tanh(sum) : graph.Add("Relu", [sum])];
    }
}
