using System.Runtime.CompilerServices;

namespace Recurrent.Tensors.Ops.Shapes;

/// <summary>An order of axes: axis i of the result is axis <c>order[i]</c> of the source.</summary>
internal readonly struct AxisOrder
{
    private readonly Axes _axes;
    private readonly int _rank;

    private AxisOrder(ReadOnlySpan<int> axes)
    {
        _rank = axes.Length;
        for (int axis = 0; axis < axes.Length; axis++)
        {
            _axes[axis] = axes[axis];
        }
    }

    public static AxisOrder Create(Shape shape, ReadOnlySpan<int> axes)
    {
        Span<int> normalized = stackalloc int[Shape.MaxRank];
        int seen = 0;
        for (int axis = 0; axis < axes.Length && axes.Length == shape.Rank; axis++)
        {
            normalized[axis] = shape.NormalizeAxis(axes[axis]);
            seen |= 1 << normalized[axis];
        }

        if (axes.Length != shape.Rank || seen != (1 << shape.Rank) - 1)
        {
            throw new ArgumentException($"Permute got axes [{string.Join(", ", axes.ToArray())}] for {shape}; name each of its {shape.Rank} axes once.", nameof(axes));
        }

        return new AxisOrder(normalized[..shape.Rank]);
    }

    public Shape Permuted(Shape source)
    {
        Span<int> axes = stackalloc int[Shape.MaxRank];
        for (int axis = 0; axis < _rank; axis++)
        {
            axes[axis] = source[_axes[axis]];
        }

        return new Shape(axes[.._rank]);
    }

    public AxisOrder Inverse()
    {
        Span<int> axes = stackalloc int[Shape.MaxRank];
        for (int axis = 0; axis < _rank; axis++)
        {
            axes[_axes[axis]] = axis;
        }

        return new AxisOrder(axes[.._rank]);
    }

    /// <summary>Writes the source's values in the order of the result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Gather(Shape sourceShape, ReadOnlySpan<float> source, Span<float> destination)
    {
        if (_rank == 0 || destination.IsEmpty)
        {
            source.CopyTo(destination);
            return;
        }

        int rowLength = sourceShape[_axes[_rank - 1]];
        int rowStep = StepOf(sourceShape, _axes[_rank - 1]);
        for (int start = 0; start < destination.Length; start += rowLength)
        {
            int from = SourceOf(sourceShape, start / rowLength);
            Span<float> row = destination.Slice(start, rowLength);
            if (rowStep == 1)
            {
                source.Slice(from, rowLength).CopyTo(row);
                continue;
            }

            for (int index = 0; index < row.Length; index++)
            {
                row[index] = source[from + (index * rowStep)];
            }
        }
    }

    private int SourceOf(Shape sourceShape, int row)
    {
        int from = 0;
        for (int axis = _rank - 2; axis >= 0; axis--)
        {
            (row, int index) = Math.DivRem(row, sourceShape[_axes[axis]]);
            from += index * StepOf(sourceShape, _axes[axis]);
        }

        return from;
    }

    private static int StepOf(Shape shape, int axis) => shape.LengthOf(axis + 1, shape.Rank);

    [InlineArray(Shape.MaxRank)]
    private struct Axes
    {
        private int _first;
    }
}
