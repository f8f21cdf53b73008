namespace Recurrent.Interop.Onnx.Export;

/// <summary>Sequences in a graph: values and the rows' lengths.</summary>
public sealed class OnnxSequence
{
    private readonly Padding _padding;

    /// <summary>Sequences of a batch.</summary>
    /// <param name="values"><c>[T, B, D]</c>.</param>
    /// <param name="lengths">Every row's valid steps, int32 <c>[B]</c>; null where every row is full.</param>
    public OnnxSequence(OnnxValue values, OnnxValue? lengths)
        : this(values, lengths, new Padding())
    {
    }

    private OnnxSequence(OnnxValue values, OnnxValue? lengths, Padding padding)
    {
        ArgumentNullException.ThrowIfNull(values);
        (Values, Lengths, _padding) = (values, lengths, padding);
    }

    /// <summary><c>[T, B, D]</c>.</summary>
    public OnnxValue Values { get; }

    /// <summary>Every row's valid steps, int32 <c>[B]</c>; null where every row is full.</summary>
    public OnnxValue? Lengths { get; }

    /// <summary>Other values of the same steps and lengths.</summary>
    /// <param name="values"><c>[T, B, D']</c>.</param>
    /// <returns>The sequences.</returns>
    public OnnxSequence With(OnnxValue values) => new(values, Lengths, _padding);

    /// <summary>Which steps are valid; the nodes are added once and shared by all values of the same lengths. To be asked for outside of loops.</summary>
    /// <param name="graph">Where nodes are added.</param>
    /// <returns>Booleans <c>[T, B, 1]</c>; null where every row is full.</returns>
    public OnnxValue? Mask(OnnxGraphBuilder graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return Lengths is null ? null : _padding.Mask ??= Valid(graph);
    }

    /// <summary>The values with 0 in the padding, whatever stood there.</summary>
    /// <param name="graph">Where nodes are added.</param>
    /// <returns>The sequences.</returns>
    public OnnxSequence Cleared(OnnxGraphBuilder graph) =>
        Mask(graph) is { } mask ? With(graph.Where(mask, Values, graph.Number(0))) : this;

    private OnnxValue Valid(OnnxGraphBuilder graph)
    {
        OnnxValue lengths = graph.Reshape(graph.Cast(Lengths!, OnnxElementType.Integer64), 1, -1, 1);
        return graph.Add("Less", [graph.Reshape(graph.Range(graph.Size(Values, 0)), -1, 1, 1), lengths]);
    }

    /// <summary>Shared by sequences of the same lengths.</summary>
    private sealed class Padding
    {
        public OnnxValue? Mask { get; set; }
    }
}
