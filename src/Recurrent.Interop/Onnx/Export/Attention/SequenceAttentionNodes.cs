using Recurrent.Layers.Attention;
using Recurrent.Tensors;

namespace Recurrent.Interop.Onnx.Export.Attention;

/// <summary>The nodes of additive and multiplicative attention.</summary>
internal sealed class SequenceAttentionNodes(OnnxGraphBuilder graph, SequenceAttention attention)
{
    /// <summary>What queries are compared with, <c>[B, S, A]</c>.</summary>
    public OnnxValue Keys(OnnxValue rows) => attention switch
    {
        AdditiveAttention => graph.Linear(rows, CellWeights.Of(attention, "key"), CellWeights.Of(attention, "bias")),
        MultiplicativeAttention => CellWeights.Find(attention, "weight") is { } weight ? graph.Linear(rows, weight) : rows,
        _ => throw new NotSupportedException($"A {attention.GetType().Name} has no ONNX form; build its graph with an OnnxGraphBuilder."),
    };

    /// <summary>How well every step fits every query, <c>[B, M, S]</c>.</summary>
    public OnnxValue Scores(OnnxValue queries, OnnxValue keys, OnnxValue? coverage)
    {
        Parameter? weight = CellWeights.Find(attention, "coverage");
        if (attention is AdditiveAttention)
        {
            OnnxValue asked = graph.Unsqueeze(graph.Linear(queries, CellWeights.Of(attention, "query")), 2);
            OnnxValue sums = graph.Plus(asked, graph.Unsqueeze(keys, 1));
            sums = coverage is null || weight is null ? sums : graph.Plus(sums, graph.Times(graph.Unsqueeze(coverage, 3), graph.Weight(weight)));
            return graph.Squeeze(graph.Linear(graph.Tanh(sums), CellWeights.Of(attention, "score")), 3);
        }

        OnnxValue scores = graph.MatMul(queries, graph.Transpose(keys, 0, 2, 1));
        return coverage is null || weight is null ? scores : graph.Plus(scores, graph.Times(coverage, graph.Weight(weight)));
    }
}
