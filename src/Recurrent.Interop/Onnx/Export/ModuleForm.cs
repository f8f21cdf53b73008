using Recurrent.Layers.Basic;

namespace Recurrent.Interop.Onnx.Export;

internal sealed class ModuleForm<TModule>(OnnxModuleEmitter<TModule> emitter) : IModuleForm
    where TModule : FeedForwardModule
{
    public OnnxValue Emit(OnnxGraphBuilder graph, FeedForwardModule module, OnnxValue input) => emitter(graph, (TModule)module, input);
}
