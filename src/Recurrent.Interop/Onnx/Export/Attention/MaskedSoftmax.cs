namespace Recurrent.Interop.Onnx.Export.Attention;

/// <summary>Weights of what may be seen.</summary>
internal static class MaskedSoftmax
{
    // Small enough that its exponential is 0 beside any score, and finite, so that a row without a score is no NaN.
    private const float Hidden = -1e30f;

    /// <summary>The softmax over what the mask lets through; 0 elsewhere, and everywhere in a row that sees nothing.</summary>
    /// <param name="graph">Where nodes are added.</param>
    /// <param name="scores"><c>[…, M, S]</c>.</param>
    /// <param name="mask">Booleans of a shape that fits; null where all is seen.</param>
    public static OnnxValue Of(OnnxGraphBuilder graph, OnnxValue scores, OnnxValue? mask) => mask is null
        ? graph.Softmax(scores)
        : graph.Where(mask, graph.Softmax(graph.Where(mask, scores, graph.Number(Hidden))), graph.Number(0));
}
