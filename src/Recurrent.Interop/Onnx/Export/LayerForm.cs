using System.Collections.Immutable;
using Recurrent.Layers.Sequence;

namespace Recurrent.Interop.Onnx.Export;

internal sealed class LayerForm<TLayer>(OnnxLayerEmitter<TLayer> emitter) : ILayerForm
    where TLayer : SequenceLayer
{
    public ImmutableArray<string> StateNames(OnnxGraphBuilder graph, SequenceLayer layer) => emitter.StateNames(graph, (TLayer)layer);

    public OnnxSequenceOutput Emit(OnnxGraphBuilder graph, SequenceLayer layer, OnnxSequence input, ImmutableArray<OnnxValue> state) =>
        emitter.Emit(graph, (TLayer)layer, input, state);
}
