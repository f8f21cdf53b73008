namespace Recurrent.Interop.Onnx.Import.Values;

/// <summary>Copies elements to new places: what transposing, slicing, repeating, padding and gathering have in common.</summary>
internal static class Selection
{
    /// <summary>An entry of a table where nothing is copied and zero, or what was there, stays.</summary>
    public const int Nothing = -1;

    /// <summary>A value of which every element is that of the source at the sum of one entry per axis.</summary>
    /// <param name="source">Where elements come from.</param>
    /// <param name="tables">For every axis of the result the places along an axis of the source, times the distance of its neighbours.</param>
    /// <returns>As many axes as there are tables, each as long as its table.</returns>
    public static OnnxData ByTables(OnnxData source, int[][] tables)
    {
        int[] shape = [.. tables.Select(table => table.Length)];
        int count = Shapes.Count(shape);
        int block = Block(tables, out int axes);
        var map = new int[count / Math.Max(1, block)];
        var position = new int[axes];
        for (int index = 0; index < map.Length; index++)
        {
            map[index] = PlaceOf(tables, position);
            for (int axis = axes - 1; axis >= 0 && ++position[axis] == shape[axis]; axis--)
            {
                position[axis] = 0;
            }
        }

        return ByMap(source, map, block, shape);
    }

    /// <summary>A value made of blocks of the source.</summary>
    /// <param name="source">Where elements come from.</param>
    /// <param name="map">For every block of the result its first element in the source, or <see cref="Nothing"/>.</param>
    /// <param name="block">Elements of a block.</param>
    /// <param name="shape">The result's shape.</param>
    public static OnnxData ByMap(OnnxData source, int[] map, int block, int[] shape)
    {
        if (source.Strings is { } texts)
        {
            string[] chosen = Enumerable.Repeat(string.Empty, Shapes.Count(shape)).ToArray();
            Copy<string>(texts, chosen, map, block);
            return new OnnxData(shape, chosen);
        }

        OnnxData result = Numbers.Allocate(source.ElementType, shape);
        switch (ElementTypes.SizeOf(source.ElementType))
        {
            case 1: Copy(source.Span<byte>(), result.Writable<byte>(), map, block); break;
            case 2: Copy(source.Span<ushort>(), result.Writable<ushort>(), map, block); break;
            case 4: Copy(source.Span<int>(), result.Writable<int>(), map, block); break;
            default: Copy(source.Span<long>(), result.Writable<long>(), map, block); break;
        }

        return result;
    }

    /// <summary>The table of an axis that is taken as it is.</summary>
    public static int[] All(int length, int stride) => Range(0, length, 1, stride);

    /// <summary>The table of evenly spaced places.</summary>
    public static int[] Range(int start, int count, int step, int stride)
    {
        var table = new int[count];
        for (int index = 0; index < count; index++)
        {
            table[index] = (start + (index * step)) * stride;
        }

        return table;
    }

    /// <summary>Tables that copy all of a shape.</summary>
    public static int[][] AllOf(ReadOnlySpan<int> shape)
    {
        int[] strides = Shapes.Strides(shape);
        var tables = new int[shape.Length][];
        for (int axis = 0; axis < shape.Length; axis++)
        {
            tables[axis] = All(shape[axis], strides[axis]);
        }

        return tables;
    }

    /// <summary>The source repeated along axes of length 1, and along new ones before, until it has a shape.</summary>
    public static OnnxData Expand(OnnxData source, int[] shape) =>
        source.Axes.SequenceEqual(shape) ? source : ByTables(source, ExpandTables(source.Axes, shape));

    /// <summary>For every element of a shape the element of a smaller one that stands there by the rules of broadcasting; null where they are the same.</summary>
    public static int[]? Places(ReadOnlySpan<int> source, int[] shape)
    {
        if (source.SequenceEqual(shape))
        {
            return null;
        }

        int[][] tables = ExpandTables(source, shape);
        var places = new int[Shapes.Count(shape)];
        var position = new int[shape.Length];
        for (int index = 0; index < places.Length; index++)
        {
            places[index] = PlaceOf(tables, position);
            for (int axis = shape.Length - 1; axis >= 0 && ++position[axis] == shape[axis]; axis--)
            {
                position[axis] = 0;
            }
        }

        return places;
    }

    /// <summary>The axes in another order.</summary>
    public static OnnxData Transpose(OnnxData source, int[] order)
    {
        int[][] tables = AllOf(source.Axes);
        return ByTables(source, Array.ConvertAll(order, axis => tables[axis]));
    }

    private static int[][] ExpandTables(ReadOnlySpan<int> source, int[] shape)
    {
        int[] strides = Shapes.Strides(source);
        var tables = new int[shape.Length][];
        int added = shape.Length - source.Length;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            bool isRepeated = axis < added || source[axis - added] == 1;
            tables[axis] = All(shape[axis], isRepeated ? 0 : strides[axis - added]);
        }

        return tables;
    }

    /// <summary>How many elements at the end of the axes stand together in the source as well, and how many axes are left.</summary>
    private static int Block(int[][] tables, out int axes)
    {
        int block = 1;
        axes = tables.Length;
        while (axes > 0 && IsTogether(tables[axes - 1], block))
        {
            block *= tables[--axes].Length;
        }

        return block;
    }

    private static bool IsTogether(int[] table, int block)
    {
        for (int index = 0; index < table.Length; index++)
        {
            if (table[index] != index * block)
            {
                return false;
            }
        }

        return true;
    }

    private static int PlaceOf(int[][] tables, int[] position)
    {
        int place = 0;
        for (int axis = 0; axis < position.Length; axis++)
        {
            int entry = tables[axis][position[axis]];
            if (entry < 0)
            {
                return Nothing;
            }

            place += entry;
        }

        return place;
    }

    private static void Copy<T>(ReadOnlySpan<T> source, Span<T> destination, int[] map, int block)
    {
        for (int index = 0; index < map.Length; index++)
        {
            if (map[index] == Nothing)
            {
                continue;
            }

            if (block == 1)
            {
                destination[index] = source[map[index]];
            }
            else
            {
                source.Slice(map[index], block).CopyTo(destination.Slice(index * block, block));
            }
        }
    }
}
