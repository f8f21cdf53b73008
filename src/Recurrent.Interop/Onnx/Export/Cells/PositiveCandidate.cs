namespace Recurrent.Interop.Onnx.Export.Cells;

/// <summary>g(n) = n + ½ from 0 on and σ(n) below, as max(n, 0) + min(σ(n), ½).</summary>
internal static class PositiveCandidate
{
    public static OnnxValue Of(OnnxGraphBuilder graph, OnnxValue sum) =>
        graph.Plus(graph.Add("Relu", [sum]), graph.Add("Min", [graph.Sigmoid(sum), graph.Number(0.5f)]));
}
