namespace Recurrent.Interop.Onnx.Export.Attention;

/// <summary>Which keys each query sees.</summary>
/// <param name="Places">The keys that stand at the queries' places, int64 <c>[T]</c>.</param>
/// <param name="Keys">The keys' numbers, int64 <c>[S]</c>.</param>
/// <param name="Starts">Every row's first key, int64 <c>[B]</c>; null where it is 0.</param>
/// <param name="Ends">One past every row's last key, int64 <c>[B]</c>; null where all are valid.</param>
internal sealed record AttentionView(OnnxValue Places, OnnxValue Keys, OnnxValue? Starts, OnnxValue? Ends)
{
    /// <summary>How far behind its key a query stands, int64 <c>[T, S]</c>.</summary>
    public OnnxValue Distances(OnnxGraphBuilder graph) => graph.Minus(graph.Unsqueeze(Places, 1), graph.Unsqueeze(Keys, 0));

    /// <summary>What is seen, booleans <c>[B or 1, 1, T or 1, S]</c>; null where all is.</summary>
    /// <param name="graph">Where nodes are added.</param>
    /// <param name="isCausal">Whether nothing behind the query is seen.</param>
    /// <param name="window">Keys nearer than this are seen; 0 for all.</param>
    public OnnxValue? Mask(OnnxGraphBuilder graph, bool isCausal, int window)
    {
        var parts = new List<OnnxValue>();
        if (isCausal)
        {
            parts.Add(Shaped("GreaterOrEqual", Distances(graph), 0));
        }

        if (window > 0)
        {
            OnnxValue distances = Distances(graph);
            parts.Add(Shaped("Less", isCausal ? distances : graph.Add("Abs", [distances]), window));
        }

        if (Starts is not null)
        {
            parts.Add(graph.Add("GreaterOrEqual", [graph.Reshape(Keys, 1, 1, 1, -1), graph.Reshape(Starts, -1, 1, 1, 1)]));
        }

        if (Ends is not null)
        {
            parts.Add(graph.Add("Less", [graph.Reshape(Keys, 1, 1, 1, -1), graph.Reshape(Ends, -1, 1, 1, 1)]));
        }

        return parts.Count == 0 ? null : parts.Aggregate((left, right) => graph.Add("And", [left, right]));

        OnnxValue Shaped(string comparison, OnnxValue distances, long limit) =>
            graph.Unsqueeze(graph.Add(comparison, [distances, graph.OneInteger(limit)]), 0, 1);
    }
}
