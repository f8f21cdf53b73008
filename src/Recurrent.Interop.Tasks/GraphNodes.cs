using Recurrent.Interop.Onnx.Export;

namespace Recurrent.Interop.Tasks;

/// <summary>Short forms of operators that the models of tasks use.</summary>
internal static class GraphNodes
{
    /// <summary>ln of the softmax over the last axis.</summary>
    public static OnnxValue LogSoftmax(this OnnxGraphBuilder graph, OnnxValue input) => graph.Add("LogSoftmax", [input], new OnnxAttribute("axis", -1));

    /// <summary>The sum over one axis, which falls away.</summary>
    public static OnnxValue SumOver(this OnnxGraphBuilder graph, OnnxValue input, int axis) =>
        graph.Add("ReduceSum", [input, graph.Integers(axis)], new OnnxAttribute("keepdims", 0));

    /// <summary>The mean of float32 values of one shape.</summary>
    public static OnnxValue Average(this OnnxGraphBuilder graph, IReadOnlyList<OnnxValue> values) =>
        values.Count == 1 ? values[0] : graph.Add("Mean", [.. values]);

    /// <summary>The mean of float64 values of one shape, for which runtimes lack Mean.</summary>
    public static OnnxValue PreciseAverage(this OnnxGraphBuilder graph, IReadOnlyList<OnnxValue> values) =>
        values.Count == 1 ? values[0] : graph.Over(values.Aggregate(graph.Plus), graph.OneDouble(values.Count));

    /// <summary>The whole numbers from 0 to below a count.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="count">int64 <c>[1]</c>.</param>
    public static OnnxValue Counted(this OnnxGraphBuilder graph, OnnxValue count) =>
        graph.Add("Range", [graph.OneInteger(0), graph.Squeeze(count, 0), graph.OneInteger(1)]);

    /// <summary>Entries at places along the first axis.</summary>
    public static OnnxValue Gather(this OnnxGraphBuilder graph, OnnxValue values, OnnxValue places, int axis = 0) =>
        graph.Add("Gather", [values, places], new OnnxAttribute("axis", axis));

    /// <summary>One value under a shape that is known at run time.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="value">The value.</param>
    /// <param name="shape">int64, one number an axis.</param>
    public static OnnxValue Expand(this OnnxGraphBuilder graph, OnnxValue value, OnnxValue shape) => graph.Add("Expand", [value, shape]);

    /// <summary>A part of the first axis from a place to another, counted from the end when negative; places outside mean the ends.</summary>
    public static OnnxValue Between(this OnnxGraphBuilder graph, OnnxValue input, OnnxValue start, OnnxValue end, int axis = 0) =>
        graph.Add("Slice", [input, start, end, graph.Integers(axis)]);

    /// <summary>The last entries of the first axis, or all of fewer.</summary>
    public static OnnxValue Latest(this OnnxGraphBuilder graph, OnnxValue input, int count) =>
        graph.Between(input, graph.Integers(-count), graph.Integers(long.MaxValue));
}
