using System.Collections.Immutable;
using Recurrent.Layers.Cells;
using Recurrent.Tensors;

namespace Recurrent.Interop.Onnx.Export.Cells;

/// <summary>A step of an sLSTM: exponential input gate, cell and normaliser divided by e^m.</summary>
internal sealed class SlstmStep : OnnxCellEmitter<SlstmCell>
{
    private const int Gates = 4;
    private const float Tiny = 1e-30f;

    public override ImmutableArray<string> StateNames(SlstmCell cell) => ["hidden", "cell", "normalizer", "stabilizer"];

    public override ImmutableArray<OnnxValue> Prepare(OnnxGraphBuilder graph, SlstmCell cell, OnnxValue input) =>
        [graph.Linear(input, CellWeights.Of(cell, "weight_ih"), CellWeights.Of(cell, "bias_ih"))];

    public override ImmutableArray<OnnxValue> Step(OnnxGraphBuilder graph, SlstmCell cell, ImmutableArray<OnnxValue> input, ImmutableArray<OnnxValue> state)
    {
        OnnxValue[] sums = graph.Split(graph.Plus(input[0], FromHidden(graph, cell, state[0])), Gates, cell.HiddenSize);
        OnnxValue kept = graph.Plus(graph.LogSigmoid(sums[1]), state[3]), stabilizer = graph.Add("Max", [kept, sums[0]]);
        OnnxValue inputGate = graph.Add("Exp", [graph.Minus(sums[0], stabilizer)]), forgetGate = graph.Add("Exp", [graph.Minus(kept, stabilizer)]);
        OnnxValue memory = graph.Plus(graph.Times(forgetGate, state[1]), graph.Times(inputGate, graph.Tanh(sums[2])));
        OnnxValue normalizer = graph.Plus(graph.Times(forgetGate, state[2]), inputGate);
        OnnxValue shown = graph.Over(memory, graph.Add("Max", [normalizer, graph.Number(Tiny)]));
        return [graph.Times(graph.Sigmoid(sums[3]), shown), memory, normalizer, stabilizer];
    }

    /// <summary>R h, head by head: <c>[B, 4H]</c>, gate by gate.</summary>
    private static OnnxValue FromHidden(OnnxGraphBuilder graph, SlstmCell cell, OnnxValue hidden)
    {
        Parameter weight = CellWeights.Of(cell, "weight_hh");
        int width = weight.Shape[1], heads = cell.HiddenSize / width;
        OnnxValue blocks = graph.Transpose(graph.Reshape(graph.Weight(weight), heads, Gates * width, width), 0, 2, 1);
        OnnxValue parts = graph.Transpose(graph.Reshape(hidden, 0, heads, width), 1, 0, 2);
        OnnxValue sums = graph.Reshape(graph.MatMul(parts, blocks), heads, -1, Gates, width);
        return graph.Reshape(graph.Transpose(sums, 1, 2, 0, 3), -1, Gates * cell.HiddenSize);
    }
}
