using Recurrent.Interop.Onnx.Import.Running;
using Recurrent.Interop.Onnx.Import.Values;

namespace Recurrent.Interop.Onnx.Import.Operators;

/// <summary>Elements chosen by the numbers of their places.</summary>
internal static class IndexingOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("Gather", Gather);
        table.Add("GatherElements", GatherElements, since: 11);
        table.Add("GatherND", GatherBlocks, since: 11);
        table.Add("Slice", Slice);
        table.Add("ReverseSequence", ReverseSequence, since: 10);
        table.Add("Compress", Compress, since: 9);
        table.Add("NonZero", NonZero, since: 9);
    }

    /// <summary>A place that may count from the end.</summary>
    /// <exception cref="OperatorException">There is no such place.</exception>
    public static int Place(long index, int length) => index >= -length && index < length
        ? (int)(index < 0 ? index + length : index)
        : throw new OperatorException($"the index {index} is none of {length} places");

    /// <summary>A run along an axis.</summary>
    public static OnnxData Part(OnnxData data, int axis, int start, int length)
    {
        int[][] tables = Selection.AllOf(data.Axes);
        tables[axis] = tables[axis][start..(start + length)];
        return Selection.ByTables(data, tables);
    }

    private static OnnxData Gather(OperatorCall call)
    {
        OnnxData data = call[0];
        int axis = Shapes.Axis(call.Int("axis", 0), data.Rank);
        int stride = Shapes.Strides(data.Axes)[axis], length = data.Axes[axis];
        int[] shape = call.Bounded([.. data.Axes[..axis], .. call[1].Axes, .. data.Axes[(axis + 1)..]]);
        int[][] tables = Selection.AllOf(data.Axes);
        tables[axis] = Array.ConvertAll(Numbers.Integers(call[1]), index => Place(index, length) * stride);
        return Selection.ByTables(data, tables).Reshaped(shape);
    }

    private static OnnxData GatherElements(OperatorCall call)
    {
        (OnnxData data, OnnxData indices) = (call[0], call[1]);
        return Selection.ByMap(data, ElementPlaces(data, indices, Shapes.Axis(call.Int("axis", 0), data.Rank)), 1, indices.Axes.ToArray());
    }

    /// <summary>For every index the place of its element in the data: its own place, but along the axis the index.</summary>
    public static int[] ElementPlaces(OnnxData data, OnnxData indices, int axis)
    {
        if (indices.Rank != data.Rank)
        {
            throw new OperatorException($"the indices {indices} have not as many axes as the data {data}");
        }

        int[] strides = Shapes.Strides(data.Axes);
        long[] numbers = Numbers.Integers(indices);
        var places = new int[numbers.Length];
        for (int index = 0; index < places.Length; index++)
        {
            int rest = index;
            for (int other = data.Rank - 1; other >= 0; other--)
            {
                int position = rest % indices.Axes[other];
                rest /= indices.Axes[other];
                places[index] += Place(other == axis ? numbers[index] : position, data.Axes[other]) * strides[other];
            }
        }

        return places;
    }

    private static OnnxData GatherBlocks(OperatorCall call)
    {
        (OnnxData data, OnnxData indices) = (call[0], call[1]);
        int shared = (int)Math.Clamp(call.Int("batch_dims", 0), 0, Math.Min(data.Rank, indices.Rank - 1));
        int[] map = BlockPlaces(data, indices, shared, out int block);
        int depth = indices.Axes[^1];
        return Selection.ByMap(data, map, block, call.Bounded([.. indices.Axes[..^1], .. data.Axes[(shared + depth)..]]));
    }

    /// <summary>For every tuple of indices the first element of the block it names.</summary>
    /// <param name="data">Where blocks stand.</param>
    /// <param name="indices"><c>[…, depth]</c>.</param>
    /// <param name="shared">Leading axes that both have and that are no part of a tuple.</param>
    /// <param name="block">The elements of a block.</param>
    public static int[] BlockPlaces(OnnxData data, OnnxData indices, int shared, out int block)
    {
        int depth = indices.Rank > 0 ? indices.Axes[^1] : 0;
        if (depth + shared > data.Rank || indices.Rank <= shared || !data.Axes[..shared].SequenceEqual(indices.Axes[..shared]))
        {
            throw new OperatorException($"the indices {indices} do not fit the data {data}");
        }

        int[] strides = Shapes.Strides(data.Axes);
        block = Shapes.Product(data.Axes, shared + depth, data.Rank);
        int batch = Shapes.Product(data.Axes, shared, data.Rank);
        long[] numbers = Numbers.Integers(indices);
        var places = new int[Shapes.Count(indices.Axes[..^1])];
        int each = Math.Max(1, Shapes.Product(indices.Axes, shared, indices.Rank - 1));
        for (int tuple = 0; tuple < places.Length; tuple++)
        {
            places[tuple] = tuple / each * batch;
            for (int part = 0; part < depth; part++)
            {
                places[tuple] += Place(numbers[(tuple * depth) + part], data.Axes[shared + part]) * strides[shared + part];
            }
        }

        return places;
    }

    /// <summary>Attributes up to version 9; inputs, with steps, since.</summary>
    private static OnnxData Slice(OperatorCall call)
    {
        OnnxData data = call[0];
        bool isOld = call.Version < 10;
        long[] starts = isOld ? call.Ints("starts") ?? [] : Numbers.Integers(call[1]), ends = isOld ? call.Ints("ends") ?? [] : Numbers.Integers(call[2]);
        long[] axes = (isOld ? call.Ints("axes") : call.IntsOf(3, "")) ?? [.. Enumerable.Range(0, starts.Length).Select(axis => (long)axis)];
        long[] steps = (isOld ? null : call.IntsOf(4, "")) ?? [.. Enumerable.Repeat(1L, starts.Length)];
        if (ends.Length != starts.Length || axes.Length != starts.Length || steps.Length != starts.Length)
        {
            throw new OperatorException("starts, ends, axes and steps are not as many");
        }

        int[] strides = Shapes.Strides(data.Axes);
        int[][] tables = Selection.AllOf(data.Axes);
        for (int index = 0; index < starts.Length; index++)
        {
            int axis = Shapes.Axis(axes[index], data.Rank);
            tables[axis] = SliceTable(data.Axes[axis], starts[index], ends[index], steps[index], strides[axis]);
        }

        return Selection.ByTables(data, tables);
    }

    private static int[] SliceTable(int length, long start, long end, long step, int stride)
    {
        if (step == 0)
        {
            throw new OperatorException("a step is 0");
        }

        (long least, long most) = step > 0 ? (0L, length) : (-1L, length - 1L);
        long from = Math.Clamp(start < 0 ? start + length : start, step > 0 ? 0 : -1, most);
        long to = Math.Clamp(end < 0 ? end + length : end, least, most);
        // A step over all of the axis takes one element; a larger one would only overflow.
        int by = (int)Math.Clamp(step, -length - 1L, length + 1L);
        long count = by > 0 ? (to - from + by - 1) / by : (to - from + by + 1) / by;
        return Selection.Range((int)from, (int)Math.Max(0, count), by, stride);
    }

    /// <summary>The first steps of every row in the opposite order, as many as its length says.</summary>
    private static OnnxData ReverseSequence(OperatorCall call)
    {
        OnnxData data = call[0];
        long[] lengths = Numbers.Integers(call[1]);
        int time = Shapes.Axis(call.Int("time_axis", 0), data.Rank), batch = Shapes.Axis(call.Int("batch_axis", 1), data.Rank);
        int[] strides = Shapes.Strides(data.Axes);
        int steps = data.Axes[time];
        if (lengths.Length != data.Axes[batch] || time == batch || lengths.Any(length => length < 0 || length > steps))
        {
            throw new OperatorException($"the lengths {call[1]} do not fit the data {data}");
        }

        var map = new int[data.Count];
        for (int index = 0; index < map.Length; index++)
        {
            int step = index / strides[time] % steps, length = (int)lengths[index / strides[batch] % lengths.Length];
            map[index] = step < length ? index + ((length - 1 - (2 * step)) * strides[time]) : index;
        }

        return Selection.ByMap(data, map, 1, data.Axes.ToArray());
    }

    private static OnnxData Compress(OperatorCall call)
    {
        bool[] keep = Elementwise.Booleans(call[1]);
        OnnxData data = call.Has("axis") ? call[0] : call[0].Reshaped(call[0].Count);
        int axis = Shapes.Axis(call.Int("axis", 0), data.Rank);
        int[][] tables = Selection.AllOf(data.Axes);
        tables[axis] = [.. tables[axis].Where((_, index) => index < keep.Length && keep[index])];
        return Selection.ByTables(data, tables);
    }

    /// <summary><c>[axes, n]</c>: the places of all elements that are not zero.</summary>
    private static OnnxData NonZero(OperatorCall call)
    {
        OnnxData data = call[0];
        double[] numbers = Numbers.Doubles(data);
        int[] found = [.. Enumerable.Range(0, numbers.Length).Where(index => numbers[index] != 0)];
        int[] strides = Shapes.Strides(data.Axes);
        var places = new long[data.Rank * found.Length];
        for (int axis = 0; axis < data.Rank; axis++)
        {
            for (int index = 0; index < found.Length; index++)
            {
                places[(axis * found.Length) + index] = found[index] / strides[axis] % data.Axes[axis];
            }
        }

        return OnnxData.OfInt64s(places, data.Rank, found.Length);
    }
}
