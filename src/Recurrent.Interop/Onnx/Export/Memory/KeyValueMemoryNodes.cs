using Recurrent.Interop.Onnx.Export.Attention;
using Recurrent.Layers.Memory;

namespace Recurrent.Interop.Onnx.Export.Memory;

/// <summary>A key-value memory: hops of a query over keys that give values.</summary>
internal static class KeyValueMemoryNodes
{
    public static OnnxValue Emit(OnnxGraphBuilder graph, KeyValueMemory memory, OnnxAttentionMemory slots, OnnxValue query)
    {
        OnnxValue keys = graph.Transpose(slots.Keys, 0, 2, 1);
        for (int hop = 0; hop < memory.Hops; hop++)
        {
            OnnxValue weights = MaskedSoftmax.Of(graph, graph.MatMul(graph.Unsqueeze(query, 1), keys), slots.Mask);
            OnnxValue read = graph.Squeeze(graph.MatMul(weights, slots.Values), 1);
            query = graph.Linear(graph.Plus(query, read), CellWeights.Of(memory, $"hop{hop}.weight"));
        }

        return query;
    }
}
