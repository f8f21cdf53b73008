using System.Collections.Immutable;
using Recurrent.Layers.Sequence;

namespace Recurrent.Interop.Onnx.Export;

/// <summary>Adds the nodes of a layer that reads sequences and carries a state.</summary>
/// <typeparam name="TLayer">The layer's type; types derived from it are served too.</typeparam>
public abstract class OnnxLayerEmitter<TLayer>
    where TLayer : SequenceLayer
{
    /// <summary>What the components of the state are called, such as <c>hidden</c> and <c>cell</c>.</summary>
    /// <param name="graph">The graph, for what stands within the layer.</param>
    /// <param name="layer">The layer.</param>
    /// <returns>One name for every component of <see cref="SequenceLayer.ZeroState"/>.</returns>
    public abstract ImmutableArray<string> StateNames(OnnxGraphBuilder graph, TLayer layer);

    /// <summary>Adds the layer's nodes.</summary>
    /// <param name="graph">Where nodes are added.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="input"><c>[T, B, I]</c> with lengths; the padding is 0.</param>
    /// <param name="state">Where to start, a value for every component.</param>
    /// <returns>Outputs, 0 in the padding, and the state after each row's last valid step.</returns>
    public abstract OnnxSequenceOutput Emit(OnnxGraphBuilder graph, TLayer layer, OnnxSequence input, ImmutableArray<OnnxValue> state);
}
