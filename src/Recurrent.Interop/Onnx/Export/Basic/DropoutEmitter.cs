using Recurrent.Layers.Basic;

namespace Recurrent.Interop.Onnx.Export.Basic;

/// <summary>Nothing: dropout is of training.</summary>
internal static class DropoutEmitter
{
    public static OnnxValue Emit(OnnxGraphBuilder graph, Dropout module, OnnxValue input) => input;
}
