using System.Collections.Immutable;
using Recurrent.Layers.Sequence;

namespace Recurrent.Interop.Onnx.Export.Sequences;

/// <summary>
/// Layers of cells on each other. A layer of a standard RNN, LSTM or GRU is that operator, both directions in one node; any other is a Scan
/// over the cell's step for each direction.
/// </summary>
internal sealed class RecurrentStackEmitter : OnnxLayerEmitter<RecurrentStack>
{
    public override ImmutableArray<string> StateNames(OnnxGraphBuilder graph, RecurrentStack layer) => StepForms.Of(graph.Emitters, layer.Units[0]).StateNames(layer.Units[0].Cell);

    public override OnnxSequenceOutput Emit(OnnxGraphBuilder graph, RecurrentStack layer, OnnxSequence input, ImmutableArray<OnnxValue> state)
    {
        OnnxSequence current = input;
        var finals = new List<ImmutableArray<OnnxValue>>();
        for (int index = 0; index < layer.Layers; index++)
        {
            OnnxGraphBuilder own = graph.Within($"l{index}");
            RecurrentUnit[] units = [.. layer.Units.Skip(index * layer.Directions).Take(layer.Directions)];
            OnnxSequenceOutput output = EmitLayer(own, units, current, StateOf(own, layer, index, state));
            current = current.With(Around(own, layer, index, output.Outputs.Values, current.Values));
            finals.Add(output.State);
        }

        return new OnnxSequenceOutput(current, [.. state.Select((_, component) => graph.Concat(0, [.. finals.Select(final => final[component])]))]);
    }

    private static OnnxSequenceOutput EmitLayer(OnnxGraphBuilder graph, RecurrentUnit[] units, OnnxSequence input, ImmutableArray<OnnxValue> state) =>
        RecurrentOperator.Of(units) is { } recurrent ? recurrent.Emit(graph, input, state) : LoopEmitter.EmitAll(graph, units, input, state);

    /// <summary>The part of the state that is one layer's, <c>[directions, B, H]</c> for every component.</summary>
    private static ImmutableArray<OnnxValue> StateOf(OnnxGraphBuilder graph, RecurrentStack layer, int index, ImmutableArray<OnnxValue> state) =>
        layer.Layers == 1 ? state : [.. state.Select(component => graph.Slice(component, 0, index * layer.Directions, layer.Directions))];

    private static OnnxValue Around(OnnxGraphBuilder graph, RecurrentStack layer, int index, OnnxValue outputs, OnnxValue input)
    {
        if (layer.Highways[index] is { } highway)
        {
            return graph.Mixed(graph.Sigmoid(graph.Linear(input, highway.Weight, highway.Bias)), outputs, input);
        }

        return layer.Options.Residual && index > 0 ? graph.Plus(outputs, input) : outputs;
    }
}
