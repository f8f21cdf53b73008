using Recurrent.Interop.Onnx.Export;

namespace Recurrent.Interop.Tasks;

/// <summary>Sequences as one vector; padded steps are 0 and do not count, and a row without a step gives 0.</summary>
internal static class Pooling
{
    private const float BelowAll = float.MinValue;

    /// <summary>Means of the valid steps, <c>[B, D]</c>.</summary>
    public static OnnxValue Mean(this OnnxGraphBuilder graph, OnnxSequence outputs)
    {
        var lengths = graph.Add("Max", [graph.Cast(outputs.Lengths!, OnnxElementType.Number), graph.Number(1)]);
        return graph.Over(graph.SumOver(outputs.Values, 0), graph.Unsqueeze(lengths, 1));
    }

    /// <summary>Largest values of the valid steps, <c>[B, D]</c>.</summary>
    public static OnnxValue Largest(this OnnxGraphBuilder graph, OnnxSequence outputs)
    {
        var values = graph.Where(outputs.Mask(graph)!, outputs.Values, graph.Number(BelowAll));
        var largest = graph.Add("ReduceMax", [values], new OnnxAttribute("axes", [0]), new OnnxAttribute("keepdims", 0));
        var isEmpty = graph.Unsqueeze(graph.Add("Equal", [graph.Cast(outputs.Lengths!, OnnxElementType.Integer64), graph.OneInteger(0)]), 1);
        return graph.Where(isEmpty, graph.Number(0), largest);
    }

    /// <summary>Sums weighted by the softmax of scores, <c>[B, D]</c>.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="outputs"><c>[T, B, D]</c>.</param>
    /// <param name="scores"><c>[T, B, 1]</c>.</param>
    public static OnnxValue Attended(this OnnxGraphBuilder graph, OnnxSequence outputs, OnnxValue scores)
    {
        var valid = graph.Where(outputs.Mask(graph)!, scores, graph.Number(BelowAll));
        var weights = graph.Add("Softmax", [valid], new OnnxAttribute("axis", 0));
        return graph.SumOver(graph.Times(outputs.Values, weights), 0);
    }
}
