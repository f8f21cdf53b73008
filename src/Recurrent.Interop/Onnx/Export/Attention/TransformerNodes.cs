using System.Collections.Immutable;
using Recurrent.Layers.Attention;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Transformers;

namespace Recurrent.Interop.Onnx.Export.Attention;

/// <summary>The nodes of a transformer's layers, with or without another sequence to look at.</summary>
internal sealed class TransformerNodes(OnnxGraphBuilder graph, TransformerStack stack)
{
    private TransformerOptions Options => stack.Options;

    /// <summary>What the last layer asked another sequence with; null before <see cref="Run"/> and without one.</summary>
    public OnnxValue? Asked { get; private set; }

    /// <summary>Outputs, 0 in the padding, and the state after these steps.</summary>
    /// <param name="input"><c>[T, B, D]</c> with lengths, 0 in the padding.</param>
    /// <param name="state">Keys, values and counts.</param>
    /// <param name="cross">Keys of the other sequence for every layer; empty for none.</param>
    public OnnxSequenceOutput Run(OnnxSequence input, ImmutableArray<OnnxValue> state, ImmutableArray<OnnxAttentionKeys> cross)
    {
        var memory = new RememberedSteps(graph, input, state);
        OnnxValue steps = graph.Range(graph.Size(input.Values, 0));
        OnnxValue positions = graph.Plus(graph.Unsqueeze(steps, 1), graph.Unsqueeze(memory.Had, 0));
        OnnxValue keys = graph.Range(graph.Plus(memory.Count, graph.Size(input.Values, 0)));
        var view = new AttentionView(graph.Plus(steps, memory.Count), keys, memory.Starts, memory.Ends);
        var place = new Place(
            input, memory, view, view.Mask(graph, !Options.Bidirectional, Options.Bidirectional ? 0 : Options.Window),
            Options.Positions == AttentionPositions.Rotary ? TurnNodes.Of(graph, positions, Options.HiddenSize / Options.ChosenHeads) : null);
        OnnxValue current = Start(input.Values, positions);
        var joined = new List<OnnxValue[]>();
        for (int index = 0; index < stack.Layers.Length; index++)
        {
            OnnxGraphBuilder own = graph.Within("layers").Within(TransformerStack.Name(index));
            (current, OnnxValue[] seen) = Layer(own, index, current, place, cross.IsEmpty ? null : cross[index]);
            joined.Add(seen);
        }

        current = stack.Norm is null ? current : graph.Within("norm").Run(stack.Norm, current);
        return new OnnxSequenceOutput(
            input.With(current).Cleared(graph), memory.After(joined.Select(one => one[0]), joined.Select(one => one[1]), Options.Window - 1));
    }

    private OnnxValue Start(OnnxValue values, OnnxValue positions)
    {
        OnnxValue start = stack.Input is null ? values : graph.Within("input").Run(stack.Input, values);
        return Options.Positions == AttentionPositions.Sinusoidal ? graph.Plus(start, Sinusoids(positions)) : start;
    }

    /// <summary>Sines in the first half of the features and cosines in the second; an odd width has one sine less.</summary>
    private OnnxValue Sinusoids(OnnxValue positions)
    {
        int size = Options.HiddenSize, odd = size % 2;
        TurnNodes turns = TurnNodes.Of(graph, positions, size + odd);
        return graph.Concat(-1, odd == 0 ? turns.Sines : graph.Slice(turns.Sines, -1, 0, size / 2), turns.Cosines);
    }

    private (OnnxValue Steps, OnnxValue[] Joined) Layer(OnnxGraphBuilder own, int index, OnnxValue input, Place place, OnnxAttentionKeys? cross)
    {
        TransformerLayer layer = stack.Layers[index];
        var attention = new MultiHeadNodes(own.Within("self_attn"), layer.Attention);
        OnnxValue[] parts = attention.Project(Before(own, layer, input, 0), place.Turns);
        OnnxValue keys = place.Memory.Joined(own, 0, index, parts[1]), values = place.Memory.Joined(own, 1, index, parts[2]);
        OnnxValue current = After(own, layer, input, attention.Attend(attention.Weights(parts[0], keys, place.View, place.Mask), values), 0);
        if (layer.Cross is not null && cross is not null)
        {
            Asked = Before(own, layer, current, 1);
            current = After(own, layer, current, own.Within("multihead_attn").Run(layer.Cross, place.Input.With(Asked), cross), 1);
        }

        int last = layer.Norms.Length - 1;
        return (After(own, layer, current, FeedForward(own, layer, Before(own, layer, current, last)), last), [keys, values]);
    }

    private OnnxValue Before(OnnxGraphBuilder own, TransformerLayer layer, OnnxValue input, int norm) =>
        Options.IsPostNorm ? input : Normalized(own, layer.Norms[norm], input);

    private OnnxValue After(OnnxGraphBuilder own, TransformerLayer layer, OnnxValue input, OnnxValue added, int norm)
    {
        OnnxValue sum = own.Plus(input, added);
        return Options.IsPostNorm ? Normalized(own, layer.Norms[norm], sum) : sum;
    }

    private static OnnxValue Normalized(OnnxGraphBuilder own, LayerNorm norm, OnnxValue input) => own.Run(norm, input);

    private OnnxValue FeedForward(OnnxGraphBuilder own, TransformerLayer layer, OnnxValue input)
    {
        OnnxValue inner = own.Run(layer.Inner, input);
        inner = Options.FeedForward == FeedForwardKind.Relu ? own.Add("Relu", [inner]) : own.Gelu(inner);
        inner = layer.Gate is null ? inner : own.Times(inner, own.Run(layer.Gate, input));
        return own.Run(layer.Outer, inner);
    }

    /// <summary>Where the steps of a call stand: shared by all layers.</summary>
    private sealed record Place(OnnxSequence Input, RememberedSteps Memory, AttentionView View, OnnxValue? Mask, TurnNodes? Turns);
}
