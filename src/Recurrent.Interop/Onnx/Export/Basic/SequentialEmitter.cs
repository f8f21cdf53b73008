using System.Globalization;
using Recurrent.Layers.Basic;

namespace Recurrent.Interop.Onnx.Export.Basic;

/// <summary>The parts one after the other.</summary>
internal static class SequentialEmitter
{
    public static OnnxValue Emit(OnnxGraphBuilder graph, Sequential module, OnnxValue input)
    {
        OnnxValue current = input;
        for (int index = 0; index < module.Parts.Count; index++)
        {
            current = graph.Within(index.ToString(CultureInfo.InvariantCulture)).Run(module.Parts[index], current);
        }

        return current;
    }
}
