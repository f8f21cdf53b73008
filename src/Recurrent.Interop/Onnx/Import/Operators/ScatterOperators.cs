using Recurrent.Interop.Onnx.Import.Running;
using Recurrent.Interop.Onnx.Import.Values;

namespace Recurrent.Interop.Onnx.Import.Operators;

/// <summary>Elements written to places given by number.</summary>
internal static class ScatterOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("Scatter", ScatterElements, since: 9, until: 10);
        table.Add("ScatterElements", ScatterElements, since: 11);
        table.Add("ScatterND", ScatterBlocks, since: 11);
    }

    private static OnnxData ScatterElements(OperatorCall call)
    {
        (OnnxData data, OnnxData indices, OnnxData updates) = (call[0], call[1], call[2]);
        int[] places = IndexingOperators.ElementPlaces(data, indices, Shapes.Axis(call.Int("axis", 0), data.Rank));
        return Write(call, data, updates, places, 1);
    }

    private static OnnxData ScatterBlocks(OperatorCall call)
    {
        int[] places = IndexingOperators.BlockPlaces(call[0], call[1], 0, out int block);
        return Write(call, call[0], call[2], places, block);
    }

    private static OnnxData Write(OperatorCall call, OnnxData data, OnnxData updates, int[] places, int block)
    {
        string reduction = call.Text("reduction", "none");
        if (updates.ElementType != data.ElementType || updates.Count != places.Length * block)
        {
            throw new OperatorException($"the updates {updates} do not fit the data {data} and the indices");
        }

        return reduction == "none" ? Replace(call, data, updates, places, block) : Reduce(data, updates, places, block, reduction);
    }

    private static OnnxData Replace(OperatorCall call, OnnxData data, OnnxData updates, int[] places, int block)
    {
        int[] map = [.. Enumerable.Range(0, data.Count)];
        for (int index = 0; index < places.Length; index++)
        {
            for (int part = 0; part < block; part++)
            {
                map[places[index] + part] = data.Count + (index * block) + part;
            }
        }

        return Selection.ByMap(JoinOperators.Concat(call, [data.Reshaped(data.Count), updates.Reshaped(updates.Count)], 0), map, 1, data.Axes.ToArray());
    }

    private static OnnxData Reduce(OnnxData data, OnnxData updates, int[] places, int block, string reduction)
    {
        Func<double, double, double> join = reduction switch
        {
            "add" => static (x, y) => x + y,
            "mul" => static (x, y) => x * y,
            "max" => Math.Max,
            "min" => Math.Min,
            _ => throw new OperatorException($"the reduction '{reduction}' is not supported"),
        };
        double[] numbers = Numbers.Doubles(data), added = Numbers.Doubles(updates);
        for (int index = 0; index < added.Length; index++)
        {
            ref double number = ref numbers[places[index / block] + (index % block)];
            number = join(number, added[index]);
        }

        return Numbers.From(data.ElementType, data.Axes.ToArray(), numbers);
    }
}
