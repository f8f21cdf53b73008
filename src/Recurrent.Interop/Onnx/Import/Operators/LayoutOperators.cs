using Recurrent.Interop.Onnx.Import.Running;
using Recurrent.Interop.Onnx.Import.Values;

namespace Recurrent.Interop.Onnx.Import.Operators;

/// <summary>The same elements in another order, repeated, or with others around.</summary>
internal static class LayoutOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("Transpose", Transpose);
        table.Add("Expand", static call => Expand(call), since: 8);
        table.Add("Tile", Tile);
        table.Add("Pad", Pad);
        table.Add("Trilu", Triangle, since: 14);
    }

    private static OnnxData Transpose(OperatorCall call)
    {
        OnnxData data = call[0];
        int[] order = call.Ints("perm") is { Length: > 0 } axes
            ? Array.ConvertAll(axes, axis => Shapes.Axis(axis, data.Rank))
            : [.. Enumerable.Range(0, data.Rank).Reverse()];
        return order.Length == data.Rank && order.Distinct().Count() == data.Rank
            ? Selection.Transpose(data, order)
            : throw new OperatorException($"the order {string.Join(", ", order)} does not name every axis of {data} once");
    }

    private static OnnxData Expand(OperatorCall call)
    {
        int[] shape = Shapes.Broadcast(call[0].Axes, Shapes.Of(Numbers.Integers(call[1])));
        return Selection.Expand(call[0], call.Bounded(shape));
    }

    private static OnnxData Tile(OperatorCall call)
    {
        OnnxData data = call[0];
        int[] repeats = Shapes.Of(Numbers.Integers(call[1]));
        if (repeats.Length != data.Rank)
        {
            throw new OperatorException($"there are {repeats.Length} repeats for {data}");
        }

        call.Bounded([.. repeats.Select((repeat, axis) => Shapes.Of([(long)repeat * data.Axes[axis]])[0])]);
        int[][] tables = Selection.AllOf(data.Axes);
        for (int axis = 0; axis < repeats.Length; axis++)
        {
            tables[axis] = [.. Enumerable.Repeat(tables[axis], repeats[axis]).SelectMany(table => table)];
        }

        return Selection.ByTables(data, tables);
    }

    /// <summary>Pads: an attribute up to version 10, an input since; a negative pad cuts off.</summary>
    private static OnnxData Pad(OperatorCall call)
    {
        OnnxData data = call[0];
        string mode = call.Text("mode", "constant");
        long[] given = (call.Version < 11 ? call.Ints("pads") : Numbers.Integers(call[1])) ?? [];
        int[] axes = call.IntsOf(3, "") is { } named ? Array.ConvertAll(named, axis => Shapes.Axis(axis, data.Rank)) : [.. Enumerable.Range(0, data.Rank)];
        if (given.Length != 2 * axes.Length)
        {
            throw new OperatorException($"there are {given.Length} pads, expected two for each of {axes.Length} axes");
        }

        int[] strides = Shapes.Strides(data.Axes);
        int[][] tables = Selection.AllOf(data.Axes);
        int[] shape = data.Axes.ToArray();
        for (int index = 0; index < axes.Length; index++)
        {
            shape[axes[index]] = Shapes.Of([Math.Max(0, data.Axes[axes[index]] + given[index] + given[index + axes.Length])])[0];
        }

        call.Bounded(shape);
        for (int index = 0; index < axes.Length; index++)
        {
            int axis = axes[index];
            tables[axis] = [.. Enumerable.Range(0, shape[axis]).Select(place => Source(place - given[index], data.Axes[axis], mode) is >= 0 and var source ? source * strides[axis] : Selection.Nothing)];
        }

        return Fill(call, data, tables);
    }

    /// <summary>What stands at a place beyond the ends of an axis.</summary>
    private static int Source(long place, int length, string mode)
    {
        if (place >= 0 && place < length)
        {
            return (int)place;
        }

        if (mode == "constant")
        {
            return Selection.Nothing;
        }

        long period = mode == "reflect" ? Math.Max(1, 2L * (length - 1)) : length;
        return length == 0 ? throw new OperatorException("an empty axis has nothing to pad with") : mode switch
        {
            "edge" => place < 0 ? 0 : length - 1,
            "wrap" => (int)(((place % length) + length) % length),
            "reflect" => (int)Math.Min(((place % period) + period) % period, period - (((place % period) + period) % period)) % length,
            _ => throw new OperatorException($"the mode '{mode}' is not supported"),
        };
    }

    private static OnnxData Fill(OperatorCall call, OnnxData data, int[][] tables)
    {
        OnnxData? filler = call.Version < 11 ? OnnxData.Create<float>([call.Float("value", 0)]) : call.Optional(2);
        OnnxData padded = Selection.ByTables(data, tables);
        if (filler is null || !tables.Any(table => table.Contains(Selection.Nothing)))
        {
            return padded;
        }

        OnnxData all = Selection.Expand(TypeOperators.Cast(filler.Reshaped(), data.ElementType), padded.Axes.ToArray());
        int[] map = Places(tables);
        OnnxData both = JoinOperators.Concat(call, [data.Reshaped(data.Count), all.Reshaped(all.Count)], 0);
        return Selection.ByMap(both, [.. map.Select((place, index) => place == Selection.Nothing ? data.Count + index : place)], 1, padded.Axes.ToArray());
    }

    private static int[] Places(int[][] tables)
    {
        int[] places = [0];
        foreach (int[] table in tables)
        {
            places = [.. places.SelectMany(place => table.Select(entry => place < 0 || entry < 0 ? Selection.Nothing : place + entry))];
        }

        return places;
    }

    /// <summary>The upper or lower triangle of every matrix; the rest is zero.</summary>
    private static OnnxData Triangle(OperatorCall call)
    {
        OnnxData data = call[0];
        bool isUpper = call.Flag("upper", true);
        long diagonal = call.Optional(1) is { } shift ? Numbers.Integers(shift)[0] : 0;
        if (data.Rank < 2)
        {
            throw new OperatorException($"its input is {data}, expected matrices");
        }

        (int rows, int columns) = (data.Axes[^2], data.Axes[^1]);
        var map = new int[data.Count];
        for (int index = 0; index < map.Length; index++)
        {
            long distance = (index % columns) - (index / columns % rows);
            map[index] = (isUpper ? distance >= diagonal : distance <= diagonal) ? index : Selection.Nothing;
        }

        return Selection.ByMap(data, map, 1, data.Axes.ToArray());
    }
}
