using System.Collections.Immutable;
using Recurrent.Layers.Transformers;

namespace Recurrent.Interop.Onnx.Export.Attention;

/// <summary>A transformer with its window of keys and values as state.</summary>
internal sealed class TransformerEmitter : OnnxLayerEmitter<Transformer>
{
    /// <summary>The components of the state of every transformer.</summary>
    public static readonly ImmutableArray<string> Names = ["keys", "values", "steps"];

    public override ImmutableArray<string> StateNames(OnnxGraphBuilder graph, Transformer layer) => Names;

    public override OnnxSequenceOutput Emit(OnnxGraphBuilder graph, Transformer layer, OnnxSequence input, ImmutableArray<OnnxValue> state) =>
        new TransformerNodes(graph, layer.Stack).Run(input, state, []);
}
