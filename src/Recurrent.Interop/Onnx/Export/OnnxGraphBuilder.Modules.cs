using System.Collections.Immutable;
using Recurrent.Interop.Onnx.Export.Heads;
using Recurrent.Interop.Onnx.Export.Memory;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Heads;
using Recurrent.Layers.Memory;
using Recurrent.Layers.Sequence;

namespace Recurrent.Interop.Onnx.Export;

/// <summary>Modules.</summary>
public sealed partial class OnnxGraphBuilder
{
    /// <summary>Adds the nodes of a module that maps features to features.</summary>
    /// <param name="module">The module.</param>
    /// <param name="input"><c>[…, I]</c>.</param>
    /// <returns><c>[…, O]</c>.</returns>
    /// <exception cref="NotSupportedException">The module, or a part of it, has no ONNX form in <see cref="Emitters"/>.</exception>
    public OnnxValue Run(FeedForwardModule module, OnnxValue input)
    {
        ArgumentNullException.ThrowIfNull(module);
        return Emitters.Of(module).Emit(this, module, input);
    }

    /// <summary>Looks entries of a table up.</summary>
    /// <param name="table">The table.</param>
    /// <param name="indices">Entries, int32 or int64, any shape.</param>
    /// <returns>The vectors, <c>[…, D]</c>.</returns>
    public OnnxValue Run(Embedding table, OnnxValue indices)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Add("Gather", [Weight(table.Weight), indices], new OnnxAttribute("axis", 0));
    }

    /// <summary>ln p of every class.</summary>
    /// <param name="head">The head.</param>
    /// <param name="input"><c>[…, H]</c>.</param>
    /// <returns><c>[…, V]</c>.</returns>
    public OnnxValue LogProbabilities(AdaptiveSoftmax head, OnnxValue input)
    {
        ArgumentNullException.ThrowIfNull(head);
        return AdaptiveSoftmaxEmitter.Emit(this, head, input);
    }

    /// <summary>A score for every answer to a question about a story.</summary>
    /// <param name="reader">The network.</param>
    /// <param name="story">The stories and their questions.</param>
    /// <returns><c>[B, C]</c>.</returns>
    public OnnxValue Run(StoryReader reader, OnnxStory story)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(story);
        return StoryReaderEmitter.Emit(this, reader, story);
    }

    /// <summary>The query after all hops over keys and values.</summary>
    /// <param name="memory">The memory.</param>
    /// <param name="query"><c>[B, E]</c>.</param>
    /// <param name="slots">Keys and values <c>[B, N, E]</c>, and which of them there are.</param>
    /// <returns><c>[B, E]</c>.</returns>
    public OnnxValue Run(KeyValueMemory memory, OnnxValue query, OnnxAttentionMemory slots)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(slots);
        return KeyValueMemoryNodes.Emit(this, memory, slots, query);
    }

    /// <summary>Adds the nodes of a layer that reads sequences.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="input"><c>[T, B, D]</c> with lengths; anything in the padding.</param>
    /// <param name="state">Where to start, one value <c>[L·directions, B, H]</c> for every component; default (no array) at the beginning.</param>
    /// <returns>Outputs, 0 in the padding, and the state after each row's last valid step.</returns>
    /// <exception cref="NotSupportedException">The layer, or its cell, has no ONNX form in <see cref="Emitters"/>.</exception>
    public OnnxSequenceOutput Run(SequenceLayer layer, OnnxSequence input, ImmutableArray<OnnxValue> state = default)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(input);
        ILayerForm form = Emitters.Of(layer);
        return form.Emit(this, layer, input.Cleared(this), state.IsDefault ? Start(layer.ZeroState(1), input, form.StateNames(this, layer)) : state);
    }

    /// <summary>The state at the start of as many sequences as the input has.</summary>
    private ImmutableArray<OnnxValue> Start(SequenceState row, OnnxSequence input, ImmutableArray<string> names)
    {
        OnnxValue batch = this.Size(input.Values, 1);
        return [.. row.Components.Select((zero, component) => this.Repeated(names[component], zero, batch))];
    }
}
