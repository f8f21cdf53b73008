using System.Collections.Immutable;
using Recurrent.Tensors;

namespace Recurrent.Interop.Onnx.Export.Sequences;

/// <summary>A block of rows of one gate.</summary>
/// <param name="Source">Its number among ours.</param>
/// <param name="IsNegated">Whether the rows change their sign.</param>
internal readonly record struct GateBlock(int Source, bool IsNegated = false)
{
    /// <summary>Rows of several matrices or biases, each in a new order, one matrix after the other.</summary>
    /// <param name="order">The new order.</param>
    /// <param name="sources">Of one shape, <c>[gates · H, …]</c>.</param>
    /// <returns><c>[sources, order · H, …]</c>.</returns>
    public static Tensor Stacked(ImmutableArray<GateBlock> order, Parameter[] sources)
    {
        int blocks = order.Max(block => block.Source) + 1;
        Shape shape = sources[0].Shape;
        int length = shape.Length / blocks, rows = shape[0] / blocks * order.Length;
        var values = new float[sources.Length * order.Length * length];
        Span<float> destination = values;
        foreach (Parameter source in sources)
        {
            foreach (GateBlock block in order)
            {
                block.Copy(source.Values.Slice(block.Source * length, length), destination[..length]);
                destination = destination[length..];
            }
        }

        return Tensor.FromValues(values, shape.Rank == 1 ? new Shape(sources.Length, rows) : new Shape(sources.Length, rows, shape[1]));
    }

    private void Copy(ReadOnlySpan<float> source, Span<float> destination)
    {
        if (!IsNegated)
        {
            source.CopyTo(destination);
            return;
        }

        for (int index = 0; index < source.Length; index++)
        {
            destination[index] = -source[index];
        }
    }
}
