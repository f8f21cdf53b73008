using System.Collections.Immutable;
using Recurrent.Interop.Onnx.Export.Attention;
using Recurrent.Layers.Attention;
using Recurrent.Layers.Transformers;

namespace Recurrent.Interop.Onnx.Export;

/// <summary>Attention.</summary>
public sealed partial class OnnxGraphBuilder
{
    /// <summary>Computes the keys of additive or multiplicative attention.</summary>
    /// <param name="attention">The attention.</param>
    /// <param name="values"><c>[S, B, D]</c> with lengths; anything in the padding.</param>
    /// <returns>What queries look at.</returns>
    public OnnxAttentionMemory Prepare(SequenceAttention attention, OnnxSequence values)
    {
        ArgumentNullException.ThrowIfNull(attention);
        ArgumentNullException.ThrowIfNull(values);
        OnnxValue rows = this.Transpose(values.Cleared(this).Values, 1, 0, 2);
        OnnxValue? mask = values.Mask(this) is { } steps ? this.Transpose(steps, 1, 2, 0) : null;
        return new OnnxAttentionMemory(rows, new SequenceAttentionNodes(this, attention).Keys(rows), mask);
    }

    /// <summary>Looks.</summary>
    /// <param name="attention">The attention.</param>
    /// <param name="queries">M for each row, <c>[B, M, Q]</c>.</param>
    /// <param name="memory">From <see cref="Prepare(SequenceAttention, OnnxSequence)"/>.</param>
    /// <param name="coverage">Sum of the weights of all earlier looks, <c>[B, M, S]</c>; null for none yet.</param>
    /// <returns>Contexts and weights.</returns>
    public OnnxAttentionOutput Run(SequenceAttention attention, OnnxValue queries, OnnxAttentionMemory memory, OnnxValue? coverage = null)
    {
        ArgumentNullException.ThrowIfNull(attention);
        ArgumentNullException.ThrowIfNull(memory);
        OnnxValue scores = new SequenceAttentionNodes(this, attention).Scores(queries, memory.Keys, coverage);
        OnnxValue weights = MaskedSoftmax.Of(this, scores, memory.Mask);
        return new OnnxAttentionOutput(this.MatMul(weights, memory.Values), weights);
    }

    /// <summary>Every step looks at the steps of its own sequence.</summary>
    /// <param name="attention">The attention.</param>
    /// <param name="input"><c>[T, B, H]</c> with lengths; anything in the padding.</param>
    /// <returns><c>[T, B, H]</c>, 0 in the padding.</returns>
    public OnnxValue Run(MultiHeadAttention attention, OnnxSequence input)
    {
        ArgumentNullException.ThrowIfNull(attention);
        ArgumentNullException.ThrowIfNull(input);
        OnnxSequence clean = input.Cleared(this);
        OnnxValue steps = this.Range(this.Size(clean.Values, 0));
        var view = new AttentionView(steps, steps, null, Ends(clean.Lengths));
        MultiHeadAttentionOptions options = attention.Options;
        TurnNodes? turns = options.Positions == AttentionPositions.Rotary ? TurnNodes.Of(this, this.Unsqueeze(steps, 1), options.Size / options.Heads) : null;
        var nodes = new MultiHeadNodes(this, attention);
        OnnxValue[] parts = nodes.Project(clean.Values, turns);
        OnnxValue weights = nodes.Weights(parts[0], parts[1], view, view.Mask(this, options.IsCausal, options.Window));
        return input.With(nodes.Attend(weights, parts[2])).Cleared(this).Values;
    }

    /// <summary>Keys and values of a sequence that others look at.</summary>
    /// <param name="attention">The attention.</param>
    /// <param name="memory"><c>[S, B, H]</c> with lengths; anything in the padding.</param>
    /// <returns>Keys for any number of queries.</returns>
    public OnnxAttentionKeys Prepare(MultiHeadAttention attention, OnnxSequence memory)
    {
        ArgumentNullException.ThrowIfNull(attention);
        ArgumentNullException.ThrowIfNull(memory);
        OnnxValue values = memory.Cleared(this).Values;
        var nodes = new MultiHeadNodes(this, attention);
        return new OnnxAttentionKeys(nodes.Part(values, 1), nodes.Part(values, 2), memory.Lengths);
    }

    /// <summary>Every step looks at all steps of another sequence.</summary>
    /// <param name="attention">The attention.</param>
    /// <param name="queries"><c>[T, B, H]</c> with lengths; anything in the padding.</param>
    /// <param name="keys">From <see cref="Prepare(MultiHeadAttention, OnnxSequence)"/>, of as many rows.</param>
    /// <returns><c>[T, B, H]</c>, 0 in the padding.</returns>
    public OnnxValue Run(MultiHeadAttention attention, OnnxSequence queries, OnnxAttentionKeys keys)
    {
        ArgumentNullException.ThrowIfNull(attention);
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(keys);
        return queries.With(new MultiHeadNodes(this, attention).Attend(Looks(attention, queries, keys), keys.Values)).Cleared(this).Values;
    }

    /// <summary>How much every step looks at every step of another sequence, as a mean over the heads.</summary>
    /// <param name="attention">The attention.</param>
    /// <param name="queries"><c>[T, B, H]</c> with lengths; anything in the padding.</param>
    /// <param name="keys">From <see cref="Prepare(MultiHeadAttention, OnnxSequence)"/>, of as many rows.</param>
    /// <returns><c>[B, T, S]</c>.</returns>
    public OnnxValue Weights(MultiHeadAttention attention, OnnxSequence queries, OnnxAttentionKeys keys)
    {
        ArgumentNullException.ThrowIfNull(attention);
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(keys);
        return Add("ReduceMean", [Looks(attention, queries, keys)], new OnnxAttribute("axes", [1]), new OnnxAttribute("keepdims", 0));
    }

    /// <summary>Keys and values of the other sequence for every layer of a decoder.</summary>
    /// <param name="decoder">The decoder.</param>
    /// <param name="memory">The encoder's outputs, <c>[S, B, H]</c> with lengths.</param>
    /// <returns>Keys of each layer.</returns>
    public ImmutableArray<OnnxAttentionKeys> Prepare(TransformerDecoder decoder, OnnxSequence memory)
    {
        ArgumentNullException.ThrowIfNull(decoder);
        ArgumentNullException.ThrowIfNull(memory);
        return [.. decoder.Stack.Layers.Select((layer, index) => Within("layers").Within(TransformerStack.Name(index)).Prepare(layer.Cross!, memory))];
    }

    /// <summary>Adds the nodes of a decoder.</summary>
    /// <param name="decoder">The decoder.</param>
    /// <param name="input"><c>[T, B, D]</c> with lengths; anything in the padding.</param>
    /// <param name="memory">From <see cref="Prepare(TransformerDecoder, OnnxSequence)"/>, of as many rows.</param>
    /// <param name="state">Keys, values <c>[L, B, M, H]</c> and counts <c>[1, B, 2]</c> after the steps before; default (no array) at the start.</param>
    /// <returns>Outputs, 0 in the padding, and the state after each row's last valid step.</returns>
    public OnnxSequenceOutput Run(TransformerDecoder decoder, OnnxSequence input, ImmutableArray<OnnxAttentionKeys> memory, ImmutableArray<OnnxValue> state = default) =>
        Run(decoder, input, memory, state, out _);

    /// <summary>Adds the nodes of a decoder and tells what the last layer looks at.</summary>
    /// <param name="decoder">The decoder.</param>
    /// <param name="input"><c>[T, B, D]</c> with lengths; anything in the padding.</param>
    /// <param name="memory">From <see cref="Prepare(TransformerDecoder, OnnxSequence)"/>, of as many rows.</param>
    /// <param name="state">Keys, values and counts after the steps before; default (no array) at the start.</param>
    /// <param name="weights">How much every step looks at every step of the other sequence, a mean over heads, <c>[B, T, S]</c>.</param>
    /// <returns>Outputs, 0 in the padding, and the state after each row's last valid step.</returns>
    public OnnxSequenceOutput RunWithWeights(
        TransformerDecoder decoder, OnnxSequence input, ImmutableArray<OnnxAttentionKeys> memory, ImmutableArray<OnnxValue> state, out OnnxValue weights)
    {
        OnnxSequenceOutput output = Run(decoder, input, memory, state, out OnnxValue asked);
        weights = Weights(decoder.Stack.Layers[^1].Cross!, input.With(asked), memory[^1]);
        return output;
    }

    private OnnxSequenceOutput Run(
        TransformerDecoder decoder, OnnxSequence input, ImmutableArray<OnnxAttentionKeys> memory, ImmutableArray<OnnxValue> state, out OnnxValue asked)
    {
        ArgumentNullException.ThrowIfNull(decoder);
        ArgumentNullException.ThrowIfNull(input);
        var nodes = new TransformerNodes(this, decoder.Stack);
        OnnxSequence clean = input.Cleared(this);
        OnnxSequenceOutput output = nodes.Run(clean, state.IsDefault ? Start(decoder.ZeroState(1), clean, TransformerEmitter.Names) : state, memory);
        asked = nodes.Asked!;
        return output;
    }

    private OnnxValue Looks(MultiHeadAttention attention, OnnxSequence queries, OnnxAttentionKeys keys)
    {
        OnnxValue steps = this.Range(this.Size(keys.Keys, 0));
        var view = new AttentionView(steps, steps, null, Ends(keys.Lengths));
        var nodes = new MultiHeadNodes(this, attention);
        return nodes.Weights(nodes.Part(queries.Cleared(this).Values, 0), keys.Keys, view, view.Mask(this, isCausal: false, window: 0));
    }

    private OnnxValue? Ends(OnnxValue? lengths) => lengths is null ? null : this.Cast(lengths, OnnxElementType.Integer64);
}
