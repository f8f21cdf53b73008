namespace Recurrent.Interop.Onnx.Import.Values;

/// <summary>Arithmetic of shapes; what does not fit 31 bits is refused.</summary>
internal static class Shapes
{
    /// <summary>More axes than any model has: a bound for damaged files.</summary>
    public const int MaximumRank = 32;

    /// <summary>The number of elements.</summary>
    /// <exception cref="OperatorException">There are more than an array holds, or an axis is negative.</exception>
    public static int Count(ReadOnlySpan<int> shape)
    {
        long count = 1;
        bool isEmpty = shape.Contains(0);
        foreach (int length in shape)
        {
            count = isEmpty ? 0 : count * length;
            if (length < 0 || count > Array.MaxLength)
            {
                throw new OperatorException($"the shape {Text(shape)} has more elements than can be held, or a negative axis");
            }
        }

        return (int)count;
    }

    /// <summary>Axis lengths from numbers of 64 bits.</summary>
    /// <exception cref="OperatorException">One is negative or too large.</exception>
    public static int[] Of(ReadOnlySpan<long> lengths)
    {
        var shape = new int[lengths.Length];
        for (int axis = 0; axis < shape.Length; axis++)
        {
            shape[axis] = lengths[axis] is >= 0 and <= int.MaxValue
                ? (int)lengths[axis]
                : throw new OperatorException($"axis {axis} is {lengths[axis]} long, expected 0 to {int.MaxValue}");
        }

        return shape;
    }

    /// <summary>How far apart neighbours of every axis stand, in elements.</summary>
    public static int[] Strides(ReadOnlySpan<int> shape)
    {
        var strides = new int[shape.Length];
        int stride = 1;
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            // With an axis of length 0 there are no elements and no stride matters.
            stride = unchecked(stride * shape[axis]);
        }

        return strides;
    }

    /// <summary>An axis that may count from the end.</summary>
    /// <exception cref="OperatorException">There is no such axis.</exception>
    public static int Axis(long axis, int rank) => axis >= -rank && axis < rank
        ? (int)(axis < 0 ? axis + rank : axis)
        : throw new OperatorException($"axis {axis} is none of a value of {rank} axes");

    /// <summary>The shape that both fit into by the rules of ONNX (those of NumPy).</summary>
    /// <exception cref="OperatorException">They do not fit.</exception>
    public static int[] Broadcast(ReadOnlySpan<int> left, ReadOnlySpan<int> right)
    {
        var shape = new int[Math.Max(left.Length, right.Length)];
        for (int back = 1; back <= shape.Length; back++)
        {
            int a = back <= left.Length ? left[^back] : 1;
            int b = back <= right.Length ? right[^back] : 1;
            shape[^back] = a == b || b == 1 ? a : a == 1 ? b : throw new OperatorException($"the shapes {Text(left)} and {Text(right)} do not fit together");
        }

        return shape;
    }

    /// <summary>The product of the axes from one up to another.</summary>
    public static int Product(ReadOnlySpan<int> shape, int start, int end) => Count(shape[start..end]);

    public static string Text(ReadOnlySpan<int> shape) => $"[{string.Join(", ", shape.ToArray())}]";
}
