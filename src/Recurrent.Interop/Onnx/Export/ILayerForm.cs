using System.Collections.Immutable;
using Recurrent.Layers.Sequence;

namespace Recurrent.Interop.Onnx.Export;

/// <summary>An emitter of a layer whose type is not known when it is asked.</summary>
internal interface ILayerForm
{
    ImmutableArray<string> StateNames(OnnxGraphBuilder graph, SequenceLayer layer);

    OnnxSequenceOutput Emit(OnnxGraphBuilder graph, SequenceLayer layer, OnnxSequence input, ImmutableArray<OnnxValue> state);
}
