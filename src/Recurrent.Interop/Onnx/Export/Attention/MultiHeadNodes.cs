using Recurrent.Layers.Attention;

namespace Recurrent.Interop.Onnx.Export.Attention;

/// <summary>The nodes of a <see cref="MultiHeadAttention"/>, from MatMul and Softmax.</summary>
internal sealed class MultiHeadNodes(OnnxGraphBuilder graph, MultiHeadAttention attention)
{
    private int Width => attention.Size / attention.Heads;

    /// <summary>Query, key and value of steps <c>[T, B, H]</c>.</summary>
    public OnnxValue[] Project(OnnxValue values, TurnNodes? turns)
    {
        OnnxValue[] parts = graph.Split(graph.Linear(values, attention.InputWeight, attention.InputBias), 3, attention.Size);
        return turns is null ? parts : [Turned(parts[0], turns), Turned(parts[1], turns), parts[2]];
    }

    /// <summary>One of query, key and value alone: number <paramref name="part"/>.</summary>
    public OnnxValue Part(OnnxValue values, int part)
    {
        int start = part * attention.Size;
        OnnxValue weight = graph.Slice(graph.Transposed(attention.InputWeight), 1, start, attention.Size);
        return graph.Plus(graph.MatMul(values, weight), graph.Slice(graph.Weight(attention.InputBias), 0, start, attention.Size));
    }

    /// <summary>How much every query looks at every key, <c>[B, K, T, S]</c>.</summary>
    public OnnxValue Weights(OnnxValue query, OnnxValue key, AttentionView view, OnnxValue? mask)
    {
        OnnxValue products = graph.MatMul(ByHead(query, 1, 2, 0, 3), ByHead(key, 1, 2, 3, 0));
        OnnxValue scores = graph.Times(products, graph.Number(1 / MathF.Sqrt(Width)));
        return MaskedSoftmax.Of(graph, attention.RelativeBias is null ? scores : graph.Plus(scores, Bias(view)), mask);
    }

    /// <summary>What the queries see, mapped by the output weights, <c>[T, B, H]</c>.</summary>
    public OnnxValue Attend(OnnxValue weights, OnnxValue value)
    {
        OnnxValue seen = graph.Transpose(graph.MatMul(weights, ByHead(value, 1, 2, 0, 3)), 2, 0, 1, 3);
        return graph.Linear(graph.Reshape(seen, 0, 0, attention.Size), attention.Output.Weight, attention.Output.Bias);
    }

    private OnnxValue ByHead(OnnxValue values, params ReadOnlySpan<long> order) =>
        graph.Transpose(graph.Reshape(values, 0, 0, attention.Heads, Width), order);

    private OnnxValue Turned(OnnxValue values, TurnNodes turns) =>
        graph.Reshape(turns.Turned(graph, graph.Reshape(values, 0, 0, attention.Heads, Width), Width), 0, 0, attention.Size);

    /// <summary>The number of every head for the distance of query and key, <c>[K, T, S]</c>.</summary>
    private OnnxValue Bias(AttentionView view)
    {
        int last = attention.RelativeBias!.Shape[1] - 1;
        OnnxValue entries = view.Distances(graph);
        entries = attention.Options.IsCausal ? entries : graph.Plus(entries, graph.OneInteger(last / 2));
        OnnxValue clipped = graph.Add("Clip", [entries, graph.OneInteger(0), graph.OneInteger(last)]);
        return graph.Add("Gather", [graph.Weight(attention.RelativeBias), clipped], new OnnxAttribute("axis", 1));
    }
}
