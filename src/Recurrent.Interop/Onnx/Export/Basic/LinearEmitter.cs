using Recurrent.Layers.Basic;

namespace Recurrent.Interop.Onnx.Export.Basic;

/// <summary>x Wᵀ + b as MatMul and Add.</summary>
internal static class LinearEmitter
{
    public static OnnxValue Emit(OnnxGraphBuilder graph, Linear module, OnnxValue input) => graph.Linear(input, module.Weight, module.Bias);
}
