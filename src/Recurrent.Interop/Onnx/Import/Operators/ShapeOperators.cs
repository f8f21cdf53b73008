using Recurrent.Interop.Onnx.Import.Running;
using Recurrent.Interop.Onnx.Import.Values;

namespace Recurrent.Interop.Onnx.Import.Operators;

/// <summary>Shapes: read, and given to the same elements.</summary>
internal static class ShapeOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("Shape", Shape);
        table.Add("Size", static call => OnnxData.Create<long>([call[0].Count]));
        table.Add("Identity", static call => call[0]);
        table.Add("Reshape", Reshape);
        table.Add("Flatten", Flatten);
        table.Add("Squeeze", Squeeze);
        table.Add("Unsqueeze", Unsqueeze);
    }

    private static OnnxData Shape(OperatorCall call)
    {
        int rank = call[0].Rank;
        int start = End(call.Int("start", 0), rank), end = Math.Max(start, End(call.Int("end", rank), rank));
        return OnnxData.OfInt64s(Array.ConvertAll(call[0].Axes[start..end].ToArray(), static length => (long)length), end - start);
    }

    private static int End(long axis, int rank) => (int)Math.Clamp(axis < 0 ? axis + rank : axis, 0, rank);

    /// <summary>0 takes over an axis unless <c>allowzero</c> says it is one; −1 takes what is left.</summary>
    private static OnnxData Reshape(OperatorCall call)
    {
        OnnxData data = call[0];
        long[] lengths = Numbers.Integers(call[1]);
        int open = Array.IndexOf(lengths, -1);
        bool isZeroAllowed = call.Flag("allowzero");
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            lengths[axis] = lengths[axis] == 0 && !isZeroAllowed
                ? axis < data.Rank ? data.Axes[axis] : throw new OperatorException($"axis {axis} is to be that of {data}, which has none")
                : axis == open ? 1 : lengths[axis];
        }

        int[] shape = Shapes.Of(lengths);
        if (open >= 0)
        {
            int rest = Shapes.Count(shape);
            shape[open] = rest > 0 && data.Count % rest == 0 ? data.Count / rest : throw new OperatorException($"{data} does not fit a shape of which {rest} elements are given");
        }

        return data.Reshaped(shape);
    }

    private static OnnxData Flatten(OperatorCall call)
    {
        OnnxData data = call[0];
        long given = call.Int("axis", 1);
        int axis = given == data.Rank ? data.Rank : Shapes.Axis(given, Math.Max(1, data.Rank));
        return data.Reshaped(Shapes.Product(data.Axes, 0, axis), Shapes.Product(data.Axes, axis, data.Rank));
    }

    /// <summary>Axes: an attribute up to version 12, an input since.</summary>
    private static OnnxData Squeeze(OperatorCall call)
    {
        OnnxData data = call[0];
        int[] dropped = call.IntsOf(1, "axes") is { } axes
            ? Array.ConvertAll(axes, axis => Shapes.Axis(axis, data.Rank))
            : [.. Enumerable.Range(0, data.Rank).Where(axis => data.Shape[axis] == 1)];
        return dropped.All(axis => data.Shape[axis] == 1)
            ? data.Reshaped([.. data.Shape.Where((_, axis) => !dropped.Contains(axis))])
            : throw new OperatorException($"an axis of {data} that is not 1 long is to be dropped");
    }

    private static OnnxData Unsqueeze(OperatorCall call)
    {
        OnnxData data = call[0];
        long[] given = call.IntsOf(1, "axes") ?? [];
        int rank = data.Rank + given.Length;
        int[] added = Array.ConvertAll(given, axis => Shapes.Axis(axis, rank));
        if (rank > Shapes.MaximumRank || added.Distinct().Count() != added.Length)
        {
            throw new OperatorException($"the axes {string.Join(", ", given)} cannot be added to {data}");
        }

        int next = 0;
        return data.Reshaped([.. Enumerable.Range(0, rank).Select(axis => added.Contains(axis) ? 1 : data.Shape[next++])]);
    }
}
