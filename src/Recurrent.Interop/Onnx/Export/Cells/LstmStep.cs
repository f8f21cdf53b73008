using System.Collections.Immutable;
using Recurrent.Layers.Cells;
using Recurrent.Tensors;

namespace Recurrent.Interop.Onnx.Export.Cells;

/// <summary>A step of an LSTM with any of its options: peepholes, coupled gates, projection, layer normalisation.</summary>
internal sealed class LstmStep : OnnxCellEmitter<LstmCell>
{
    public override ImmutableArray<string> StateNames(LstmCell cell) => ["hidden", "cell"];

    public override ImmutableArray<OnnxValue> Prepare(OnnxGraphBuilder graph, LstmCell cell, OnnxValue input) =>
        [Sums(graph, input, cell.InputWeight, cell.InputBias, CellWeights.Find(cell, "norm_ih"))];

    public override ImmutableArray<OnnxValue> Step(OnnxGraphBuilder graph, LstmCell cell, ImmutableArray<OnnxValue> input, ImmutableArray<OnnxValue> state)
    {
        OnnxValue fromHidden = Sums(graph, state[0], cell.RecurrentWeight, cell.RecurrentBias, CellWeights.Find(cell, "norm_hh"));
        OnnxValue[] sums = graph.Split(graph.Plus(input[0], fromHidden), cell.IsCoupled ? 3 : 4, cell.CellWidth);
        OnnxValue? inputGate = cell.IsCoupled ? null : Gate(graph, cell, sums[0], "weight_ci", state[1]);
        OnnxValue forgetGate = Gate(graph, cell, sums[^3], "weight_cf", state[1]);
        OnnxValue candidate = graph.Tanh(sums[^2]);
        OnnxValue next = inputGate is null
            ? graph.Mixed(forgetGate, state[1], candidate)
            : graph.Plus(graph.Times(forgetGate, state[1]), graph.Times(inputGate, candidate));
        OnnxValue shown = graph.Times(Gate(graph, cell, sums[^1], "weight_co", next), graph.Tanh(Normalized(graph, cell, next)));
        return [CellWeights.Find(cell, "weight_hr") is { } projection ? graph.Linear(shown, projection) : shown, next];
    }

    private static OnnxValue Sums(OnnxGraphBuilder graph, OnnxValue values, Parameter weight, Parameter bias, Parameter? gain) => gain is null
        ? graph.Linear(values, weight, bias)
        : graph.LayerNorm(graph.Linear(values, weight), graph.Weight(gain), graph.Weight(bias));

    private static OnnxValue Gate(OnnxGraphBuilder graph, LstmCell cell, OnnxValue sum, string peephole, OnnxValue seen) =>
        graph.Sigmoid(CellWeights.Find(cell, peephole) is { } weight ? graph.Plus(sum, graph.Times(seen, graph.Weight(weight))) : sum);

    private static OnnxValue Normalized(OnnxGraphBuilder graph, LstmCell cell, OnnxValue values) => CellWeights.Find(cell, "norm_c") is { } gain
        ? graph.LayerNorm(values, graph.Weight(gain), graph.Weight(CellWeights.Of(cell, "bias_c")))
        : values;
}
