namespace Recurrent.Tensors.Ops.Shapes;

/// <summary>A shape seen as <c>[Outer, Length, Inner]</c> around one axis.</summary>
internal readonly record struct AxisSplit(int Outer, int Length, int Inner)
{
    /// <summary>Elements of one entry of the outer axes.</summary>
    public int Block => Length * Inner;

    public static AxisSplit Of(Shape shape, int axis)
    {
        axis = shape.NormalizeAxis(axis);
        return new AxisSplit(shape.LengthOf(0, axis), shape[axis], shape.LengthOf(axis + 1, shape.Rank));
    }

    /// <summary>The shape after a reduction of the axis: length 1, or gone.</summary>
    public static Shape Reduced(Shape shape, int axis, bool keepDimensions)
    {
        axis = shape.NormalizeAxis(axis);
        if (keepDimensions)
        {
            return shape.With(axis, 1);
        }

        Span<int> axes = stackalloc int[Shape.MaxRank];
        shape.CopyTo(axes);
        axes[(axis + 1)..shape.Rank].CopyTo(axes[axis..]);
        return new Shape(axes[..(shape.Rank - 1)]);
    }

    /// <summary>The shape with one more axis of a length before <paramref name="axis"/>; the rank itself appends it.</summary>
    public static Shape Inserted(Shape shape, int axis, int length)
    {
        Span<int> axes = stackalloc int[Shape.MaxRank + 1];
        shape.CopyTo(axes);
        axes[axis..shape.Rank].CopyTo(axes[(axis + 1)..]);
        axes[axis] = length;
        return new Shape(axes[..(shape.Rank + 1)]);
    }
}
