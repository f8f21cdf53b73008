using System.Collections.Immutable;
using Recurrent.Layers;
using Recurrent.Layers.Cells;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;

namespace Recurrent.Interop.Onnx.Export.Sequences;

/// <summary>One of ONNX's own recurrent operators: a layer of one direction or two.</summary>
/// <remarks>
/// The operators give 0 in the padding and start the reverse direction at each row's last valid step, as our layers do; only the state of a row of
/// length 0 would be 0, so it is replaced by the one the row started with.
/// </remarks>
internal abstract class RecurrentOperator
{
    /// <summary>The operator, such as <c>LSTM</c>.</summary>
    protected abstract string Name { get; }

    /// <summary>The cells, one for each direction.</summary>
    protected abstract ImmutableArray<GatedCell> Cells { get; }

    /// <summary>For every block of rows in the operator's order, which of ours it is.</summary>
    protected abstract ImmutableArray<GateBlock> Order { get; }

    /// <summary>The layer's operator; null where its cells are none of the standard ones.</summary>
    public static RecurrentOperator? Of(RecurrentUnit[] units)
    {
        Module[] cells = [.. units.Where(unit => unit is not DilatedUnit and not FusedUnit { Zoneout: > 0 }).Select(unit => unit.Cell)];
        return cells.Length < units.Length ? null
            : cells.All(static cell => cell is RnnCell) ? new RnnOperator([.. cells.Cast<RnnCell>()])
            : cells.All(static cell => cell is GruCell gru && GruOperator.Serves(gru)) ? new GruOperator([.. cells.Cast<GruCell>()])
            : cells.All(static cell => cell is LstmCell lstm && LstmOperator.Serves(lstm)) ? new LstmOperator([.. cells.Cast<LstmCell>()])
            : null;
    }

    public OnnxSequenceOutput Emit(OnnxGraphBuilder graph, OnnxSequence input, ImmutableArray<OnnxValue> state)
    {
        OnnxValue[] results = graph.AddMany(
            Name, state.Length + 1,
            [
                input.Values, Stacked(graph, "weight_ih"), Stacked(graph, "weight_hh"), Biases(graph), input.Lengths, .. state, .. MoreInputs(graph),
            ],
            [new OnnxAttribute("hidden_size", Cells[0].HiddenSize), new OnnxAttribute("direction", Cells.Length == 2 ? "bidirectional" : "forward"), .. Attributes()]);
        return new OnnxSequenceOutput(input.With(Joined(graph, results[0])), Kept(graph, input, state, [.. results[1..]]));
    }

    /// <summary>Settings of the operator's own.</summary>
    protected virtual IEnumerable<OnnxAttribute> Attributes() => [];

    /// <summary>Inputs behind the state.</summary>
    protected virtual IEnumerable<OnnxValue> MoreInputs(OnnxGraphBuilder graph) => [];

    /// <summary>Rows of both directions, <c>[directions, gates · H, …]</c>.</summary>
    private OnnxValue Stacked(OnnxGraphBuilder graph, string weight)
    {
        Parameter[] sources = [.. Cells.Select(cell => CellWeights.Of(cell, weight))];
        return graph.Derived(Name, sources, () => GateBlock.Stacked(Order, sources));
    }

    /// <summary>Both biases of both directions, <c>[directions, 2 gates · H]</c>.</summary>
    private OnnxValue Biases(OnnxGraphBuilder graph)
    {
        Parameter[] sources = [.. Cells.SelectMany(cell => new[] { cell.InputBias, cell.RecurrentBias })];
        return graph.Derived(Name, sources, () => GateBlock.Stacked(Order, sources).Reshape(new Shape(Cells.Length, 2 * Order.Length * Cells[0].HiddenSize)));
    }

    /// <summary><c>[T, directions, B, H]</c> as <c>[T, B, directions · H]</c>.</summary>
    private OnnxValue Joined(OnnxGraphBuilder graph, OnnxValue outputs) => Cells.Length == 1
        ? graph.Squeeze(outputs, 1)
        : graph.Reshape(graph.Transpose(outputs, 0, 2, 1, 3), 0, 0, 2 * Cells[0].HiddenSize);

    private static ImmutableArray<OnnxValue> Kept(OnnxGraphBuilder graph, OnnxSequence input, ImmutableArray<OnnxValue> before, ImmutableArray<OnnxValue> after)
    {
        if (input.Lengths is null)
        {
            return after;
        }

        OnnxValue hasSteps = graph.Unsqueeze(graph.Cast(input.Lengths, OnnxElementType.Boolean), 1);
        return [.. after.Select((component, index) => graph.Where(hasSteps, component, before[index]))];
    }
}
