using System.Numerics.Tensors;

namespace Recurrent.Tensors;

/// <summary>Between the tensor spans of the platform, of any rank, strides and length, and this library's tensors.</summary>
internal static class TensorSpans
{
    /// <summary>The axis lengths of a span as a shape.</summary>
    /// <exception cref="ArgumentException">More axes or elements than a tensor may have, or no axes at all.</exception>
    public static Shape ShapeOf(in ReadOnlyTensorSpan<float> values)
    {
        ReadOnlySpan<nint> lengths = values.Lengths;
        if (lengths.Length is 0 or > Shape.MaxRank)
        {
            throw new ArgumentException(
                $"Received a tensor span of {lengths.Length} axes {Text(lengths)}; expected 1 to {Shape.MaxRank}. Reshape it; a single number is [1].", nameof(values));
        }

        Span<int> axes = stackalloc int[Shape.MaxRank];
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            if (lengths[axis] > Array.MaxLength || values.FlattenedLength > Array.MaxLength)
            {
                throw new ArgumentException($"Received a tensor span {Text(lengths)}; a tensor holds at most {Array.MaxLength} elements. Take slices of it.", nameof(values));
            }

            axes[axis] = (int)lengths[axis];
        }

        return new Shape(axes[..lengths.Length]);
    }

    /// <summary>Row-major values as a span over the same memory; a scalar is seen as [1].</summary>
    public static ReadOnlyTensorSpan<float> Over(ReadOnlySpan<float> values, Shape shape)
    {
        Span<nint> lengths = stackalloc nint[Shape.MaxRank];
        lengths[0] = 1;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            lengths[axis] = shape[axis];
        }

        return new ReadOnlyTensorSpan<float>(values, lengths[..Math.Max(1, shape.Rank)]);
    }

    /// <summary>Copies values into a span of their shape, whatever its strides.</summary>
    /// <exception cref="ArgumentException">The span has another shape.</exception>
    public static void Copy(in ReadOnlyTensorSpan<float> source, in TensorSpan<float> destination)
    {
        // The platform would repeat values over a larger span.
        if (!source.Lengths.SequenceEqual(destination.Lengths))
        {
            throw new ArgumentException(
                $"Received a destination {Text(destination.Lengths)} for values {Text(source.Lengths)}; expected the same axes.", nameof(destination));
        }

        source.CopyTo(destination);
    }

    private static string Text(ReadOnlySpan<nint> lengths) => $"[{string.Join(", ", lengths.ToArray())}]";
}
