using Recurrent.Layers.Basic;

namespace Recurrent.Interop.Onnx.Export;

/// <summary>An emitter of a module whose type is not known when it is asked.</summary>
internal interface IModuleForm
{
    OnnxValue Emit(OnnxGraphBuilder graph, FeedForwardModule module, OnnxValue input);
}
