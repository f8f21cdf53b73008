using System.Collections.Immutable;
using Recurrent.Layers.Cells;
using Recurrent.Tensors;

namespace Recurrent.Interop.Onnx.Export.Cells;

/// <summary>A step of several highway layers.</summary>
internal sealed class RhnStep : OnnxCellEmitter<RhnCell>
{
    public override ImmutableArray<string> StateNames(RhnCell cell) => ["hidden"];

    public override ImmutableArray<OnnxValue> Prepare(OnnxGraphBuilder graph, RhnCell cell, OnnxValue input) =>
        [graph.Linear(input, CellWeights.Of(cell, "weight_ih"), CellWeights.Of(cell, "bias_ih"))];

    public override ImmutableArray<OnnxValue> Step(OnnxGraphBuilder graph, RhnCell cell, ImmutableArray<OnnxValue> input, ImmutableArray<OnnxValue> state)
    {
        Parameter rows = CellWeights.Of(cell, "weight_hh");
        OnnxValue weight = graph.Transposed(rows), bias = graph.Weight(CellWeights.Of(cell, "bias_hh")), current = state[0];
        int width = 2 * cell.HiddenSize;
        for (int start = 0; start < rows.Shape[0]; start += width)
        {
            OnnxValue sums = graph.Plus(graph.MatMul(current, graph.Slice(weight, 1, start, width)), graph.Slice(bias, 0, start, width));
            OnnxValue[] parts = graph.Split(start == 0 ? graph.Plus(sums, input[0]) : sums, 2, cell.HiddenSize);
            current = graph.Mixed(graph.Sigmoid(parts[1]), graph.Tanh(parts[0]), current);
        }

        return [current];
    }
}
