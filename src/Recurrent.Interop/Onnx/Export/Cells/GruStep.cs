using System.Collections.Immutable;
using Recurrent.Layers.Cells;
using Recurrent.Tensors;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Interop.Onnx.Export.Cells;

/// <summary>A step of a GRU, the reset before or after the matrix, normalised or not.</summary>
internal sealed class GruStep : OnnxCellEmitter<GruCell>
{
    public override ImmutableArray<string> StateNames(GruCell cell) => ["hidden"];

    public override ImmutableArray<OnnxValue> Prepare(OnnxGraphBuilder graph, GruCell cell, OnnxValue input) =>
        [Rows.Of(cell, "ih").Sums(graph, graph.MatMul(input, graph.Transposed(cell.InputWeight)))];

    public override ImmutableArray<OnnxValue> Step(OnnxGraphBuilder graph, GruCell cell, ImmutableArray<OnnxValue> input, ImmutableArray<OnnxValue> state)
    {
        int width = cell.HiddenSize;
        OnnxValue hidden = state[0], weight = graph.Transposed(cell.RecurrentWeight);
        Rows rows = Rows.Of(cell, "hh");
        OnnxValue[] fromInput = graph.Split(input[0], 3, width);
        bool isResetAfter = cell.Reset == GruReset.AfterProduct;
        OnnxValue fromHidden = isResetAfter
            ? rows.Sums(graph, graph.MatMul(hidden, weight))
            : rows.Gates(graph, graph.MatMul(hidden, graph.Slice(weight, 1, 0, 2 * width)));
        OnnxValue resetGate = graph.Sigmoid(graph.Plus(fromInput[0], graph.Slice(fromHidden, -1, 0, width)));
        OnnxValue updateGate = graph.Sigmoid(graph.Plus(fromInput[1], graph.Slice(fromHidden, -1, width, width)));
        OnnxValue recurrent = isResetAfter
            ? graph.Times(resetGate, graph.Slice(fromHidden, -1, 2 * width, width))
            : rows.Candidate(graph, graph.MatMul(graph.Times(resetGate, hidden), graph.Slice(weight, 1, 2 * width, width)));
        return [graph.Mixed(updateGate, hidden, graph.Tanh(graph.Plus(fromInput[2], recurrent)))];
    }

    /// <summary>What stands behind the products with one matrix: rows of r and z, and rows of n, normalised or not.</summary>
    private readonly record struct Rows(int Width, Parameter Bias, Parameter? Gain)
    {
        public static Rows Of(GruCell cell, string side) =>
            new(cell.HiddenSize, CellWeights.Of(cell, $"bias_{side}"), CellWeights.Find(cell, $"norm_{side}"));

        public OnnxValue Sums(OnnxGraphBuilder graph, OnnxValue products) => Gain is null
            ? graph.Plus(products, graph.Weight(Bias))
            : graph.Concat(-1, Gates(graph, graph.Slice(products, -1, 0, 2 * Width)), Candidate(graph, graph.Slice(products, -1, 2 * Width, Width)));

        public OnnxValue Gates(OnnxGraphBuilder graph, OnnxValue products) => Part(graph, products, 0, 2 * Width);

        public OnnxValue Candidate(OnnxGraphBuilder graph, OnnxValue products) => Part(graph, products, 2 * Width, Width);

        private OnnxValue Part(OnnxGraphBuilder graph, OnnxValue products, int start, int length)
        {
            OnnxValue bias = graph.Slice(graph.Weight(Bias), 0, start, length);
            return Gain is null ? graph.Plus(products, bias) : graph.LayerNorm(products, graph.Slice(graph.Weight(Gain), 0, start, length), bias);
        }
    }
}
