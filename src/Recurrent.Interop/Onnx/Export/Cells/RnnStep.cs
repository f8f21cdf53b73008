using System.Collections.Immutable;
using Recurrent.Layers.Cells;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Interop.Onnx.Export.Cells;

/// <summary>h ← f(W x + b + U h + b).</summary>
internal sealed class RnnStep : OnnxCellEmitter<RnnCell>
{
    public override ImmutableArray<string> StateNames(RnnCell cell) => ["hidden"];

    public override ImmutableArray<OnnxValue> Prepare(OnnxGraphBuilder graph, RnnCell cell, OnnxValue input) =>
        [graph.Linear(input, cell.InputWeight, cell.InputBias)];

    public override ImmutableArray<OnnxValue> Step(OnnxGraphBuilder graph, RnnCell cell, ImmutableArray<OnnxValue> input, ImmutableArray<OnnxValue> state)
    {
        OnnxValue sum = graph.Plus(input[0], graph.Linear(state[0], cell.RecurrentWeight, cell.RecurrentBias));
        return [cell.Activation == RnnActivation.Tanh ? graph.Tanh(sum) : graph.Add("Relu", [sum])];
    }
}
