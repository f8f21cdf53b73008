using Recurrent.Tensors;

namespace Recurrent.Interop.Onnx.Export;

/// <summary>States at the start of sequences.</summary>
internal static class OnnxStates
{
    /// <summary>One row's component for every row of a batch.</summary>
    /// <param name="graph">Where nodes are added.</param>
    /// <param name="name">What the component is called.</param>
    /// <param name="row"><c>[L, 1, …]</c>.</param>
    /// <param name="batch">B, int64 <c>[1]</c>.</param>
    /// <returns><c>[L, B, …]</c>.</returns>
    public static OnnxValue Repeated(this OnnxGraphBuilder graph, string name, Tensor row, OnnxValue batch)
    {
        var shape = new OnnxValue[row.Shape.Rank];
        for (int axis = 0; axis < shape.Length; axis++)
        {
            shape[axis] = axis == 1 ? batch : graph.Integers(row.Shape[axis]);
        }

        return graph.Add("Expand", [graph.Constant($"initial_{name}", row), graph.Concat(0, shape)]);
    }
}
