using System.Collections.Immutable;
using Recurrent.Layers.Cells;

namespace Recurrent.Interop.Onnx.Export.Cells;

/// <summary>A step of an mLSTM: a matrix of keys times values for each head, divided by e^m.</summary>
internal sealed class MlstmStep : OnnxCellEmitter<MlstmCell>
{
    public override ImmutableArray<string> StateNames(MlstmCell cell) => ["hidden", "memory", "normalizer", "stabilizer"];

    public override ImmutableArray<OnnxValue> Prepare(OnnxGraphBuilder graph, MlstmCell cell, OnnxValue input) =>
    [
        graph.Linear(input, CellWeights.Of(cell, "weight_ih"), CellWeights.Of(cell, "bias_ih")),
        graph.Linear(input, CellWeights.Of(cell, "weight_if"), CellWeights.Of(cell, "bias_if")),
    ];

    public override ImmutableArray<OnnxValue> Step(OnnxGraphBuilder graph, MlstmCell cell, ImmutableArray<OnnxValue> input, ImmutableArray<OnnxValue> state)
    {
        int heads = CellWeights.Of(cell, "bias_if").Shape.Length / 2, width = cell.HiddenSize / heads;
        OnnxValue[] sums = graph.Split(input[0], 4, cell.HiddenSize), gates = graph.Split(input[1], 2, heads);
        OnnxValue kept = graph.Plus(graph.LogSigmoid(gates[1]), state[3]), stabilizer = graph.Add("Max", [kept, gates[0]]);
        OnnxValue forgetGate = Factor(kept), inputGate = Factor(gates[0]);
        OnnxValue query = graph.Reshape(sums[0], 0, heads, 1, width);
        OnnxValue key = graph.Times(graph.Times(graph.Reshape(sums[1], 0, heads, width, 1), graph.Number(1 / MathF.Sqrt(width))), inputGate);
        OnnxValue value = graph.Reshape(sums[2], 0, heads, 1, width);
        OnnxValue matrix = graph.Plus(graph.Times(graph.Reshape(state[1], 0, heads, width, width), forgetGate), graph.MatMul(key, value));
        OnnxValue normalizer = graph.Plus(graph.Times(graph.Reshape(state[2], 0, heads, width, 1), forgetGate), key);
        OnnxValue read = Normalized(graph, graph.MatMul(query, matrix), graph.MatMul(query, normalizer), graph.Reshape(stabilizer, 0, heads, 1, 1));
        OnnxValue hidden = graph.Times(graph.Reshape(read, 0, cell.HiddenSize), graph.Sigmoid(sums[3]));
        return [hidden, graph.Reshape(matrix, 0, cell.HiddenSize * width), graph.Reshape(normalizer, 0, cell.HiddenSize), stabilizer];

        OnnxValue Factor(OnnxValue logarithm) => graph.Reshape(graph.Add("Exp", [graph.Minus(logarithm, stabilizer)]), 0, heads, 1, 1);
    }

    private static OnnxValue Normalized(OnnxGraphBuilder graph, OnnxValue values, OnnxValue weight, OnnxValue stabilizer) => graph.Over(
        values, graph.Add("Max", [graph.Add("Abs", [weight]), graph.Add("Exp", [graph.Add("Neg", [stabilizer])])]));
}
