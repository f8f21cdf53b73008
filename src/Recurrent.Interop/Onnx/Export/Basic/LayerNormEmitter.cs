using Recurrent.Layers.Basic;

namespace Recurrent.Interop.Onnx.Export.Basic;

/// <summary>LayerNormalization over the last axis.</summary>
internal static class LayerNormEmitter
{
    public static OnnxValue Emit(OnnxGraphBuilder graph, LayerNorm module, OnnxValue input) =>
        graph.LayerNorm(input, graph.Weight(module.Weight), graph.Weight(module.Bias), module.Epsilon);
}
