using Recurrent.Layers.Heads;

namespace Recurrent.Interop.Onnx.Export.Heads;

/// <summary>ln p of every class: that of the frequent ones from the head, that of a cluster's plus the cluster's own.</summary>
internal static class AdaptiveSoftmaxEmitter
{
    public static OnnxValue Emit(OnnxGraphBuilder graph, AdaptiveSoftmax module, OnnxValue input)
    {
        OnnxValue head = LogSoftmax(graph, graph.Within("head").Run(module.Head, input));
        int frequent = module.Head.Weight.Shape[0] - module.Tails.Count;
        var parts = new List<OnnxValue> { graph.Slice(head, -1, 0, frequent) };
        for (int cluster = 0; cluster < module.Tails.Count; cluster++)
        {
            OnnxGraphBuilder own = graph.Within($"tail.{cluster}");
            parts.Add(own.Plus(LogSoftmax(own, own.Run(module.Tails[cluster], input)), own.Slice(head, -1, frequent + cluster, 1)));
        }

        return graph.Concat(-1, [.. parts]);
    }

    private static OnnxValue LogSoftmax(OnnxGraphBuilder graph, OnnxValue input) => graph.Add("LogSoftmax", [input], new OnnxAttribute("axis", -1));
}
