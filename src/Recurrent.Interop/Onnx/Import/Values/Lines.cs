namespace Recurrent.Interop.Onnx.Import.Values;

/// <summary>The numbers of a value along one axis or several, each line at one stretch.</summary>
/// <param name="Numbers">Line after line.</param>
/// <param name="Length">Elements of a line.</param>
/// <param name="Kept">Lengths of the axes that are not part of a line.</param>
internal sealed record Lines(double[] Numbers, int Length, int[] Kept)
{
    /// <summary>How many lines there are.</summary>
    public int Count => Shapes.Count(Kept);

    /// <summary>One line.</summary>
    public Span<double> this[int line] => Numbers.AsSpan(line * Length, Length);

    /// <summary>Lines along axes of a value.</summary>
    /// <param name="value">Numbers, true or false.</param>
    /// <param name="axes">The axes, ascending; later ones vary faster within a line.</param>
    public static Lines Of(OnnxData value, params int[] axes)
    {
        int[] order = OrderOf(value.Rank, axes);
        int[] shape = Array.ConvertAll(order, axis => value.Axes[axis]);
        OnnxData turned = IsIdentity(order) ? value : Selection.Transpose(value, order);
        int kept = value.Rank - axes.Length;
        return new Lines(Values.Numbers.Doubles(turned), Shapes.Product(shape, kept, shape.Length), shape[..kept]);
    }

    /// <summary>The lines as a value again, of the axes they were made of.</summary>
    public OnnxData Back(OnnxDataType type, int axis)
    {
        int rank = Kept.Length + 1;
        int[] order = OrderOf(rank, [axis]);
        OnnxData turned = Values.Numbers.From(type, [.. Kept, Length], Numbers);
        var back = new int[rank];
        for (int index = 0; index < rank; index++)
        {
            back[order[index]] = index;
        }

        return IsIdentity(back) ? turned : Selection.Transpose(turned, back);
    }

    private static int[] OrderOf(int rank, int[] axes) => [.. Enumerable.Range(0, rank).Where(axis => !axes.Contains(axis)), .. axes];

    private static bool IsIdentity(int[] order)
    {
        for (int index = 0; index < order.Length; index++)
        {
            if (order[index] != index)
            {
                return false;
            }
        }

        return true;
    }
}
