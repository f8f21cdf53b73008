using Recurrent.Interop.Onnx.Import.Running;
using Recurrent.Interop.Onnx.Import.Values;

namespace Recurrent.Interop.Onnx.Import.Operators;

/// <summary>The largest and smallest elements along an axis, and running sums.</summary>
internal static class RankingOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("ArgMax", static call => Extreme(call, isLargest: true));
        table.Add("ArgMin", static call => Extreme(call, isLargest: false));
        table.AddMany("TopK", Top);
        table.Add("CumSum", RunningSum, since: 11);
    }

    private static OnnxData Extreme(OperatorCall call, bool isLargest)
    {
        OnnxData data = call[0];
        int axis = Shapes.Axis(call.Int("axis", 0), data.Rank);
        bool isLast = call.Flag("select_last_index");
        Lines lines = Lines.Of(data, axis);
        if (lines.Length == 0)
        {
            throw new OperatorException($"axis {axis} of {data} is empty");
        }

        var places = new long[lines.Count];
        for (int line = 0; line < places.Length; line++)
        {
            Span<double> numbers = lines[line];
            int best = 0;
            for (int index = 1; index < numbers.Length; index++)
            {
                int order = numbers[index].CompareTo(numbers[best]) * (isLargest ? 1 : -1);
                best = order > 0 || (order == 0 && isLast) ? index : best;
            }

            places[line] = best;
        }

        int[] shape = call.Flag("keepdims", true) ? [.. data.Axes[..axis], 1, .. data.Axes[(axis + 1)..]] : lines.Kept;
        return OnnxData.OfInt64s(places, shape);
    }

    /// <summary>Elements in their order of size, those of lower places first where they are the same.</summary>
    private static OnnxData?[] Top(OperatorCall call)
    {
        OnnxData data = call[0];
        int axis = Shapes.Axis(call.Int("axis", -1), data.Rank);
        bool isLargest = call.Flag("largest", true);
        Lines lines = Lines.Of(data, axis);
        long count = call.IntsOf(1, "") is { Length: 1 } given ? given[0] : call.Int("k", 0);
        if (count < 0 || count > lines.Length)
        {
            throw new OperatorException($"the {count} largest of axis {axis} of {data} are asked for");
        }

        int top = (int)count;
        var values = new double[lines.Count * top];
        var places = new double[values.Length];
        for (int line = 0; line < lines.Count; line++)
        {
            double[] numbers = lines[line].ToArray();
            var order = Enumerable.Range(0, numbers.Length);
            int[] sorted = isLargest ? [.. order.OrderByDescending(index => numbers[index]).Take(top)] : [.. order.OrderBy(index => numbers[index]).Take(top)];
            for (int rank = 0; rank < top; rank++)
            {
                (values[(line * top) + rank], places[(line * top) + rank]) = (numbers[sorted[rank]], sorted[rank]);
            }
        }

        return
        [
            new Lines(values, top, lines.Kept).Back(data.ElementType, axis),
            new Lines(places, top, lines.Kept).Back(OnnxDataType.Int64, axis),
        ];
    }

    private static OnnxData RunningSum(OperatorCall call)
    {
        OnnxData data = call[0];
        int axis = Shapes.Axis(Numbers.Integers(call[1])[0], data.Rank);
        bool isExclusive = call.Flag("exclusive"), isReverse = call.Flag("reverse");
        Lines lines = Lines.Of(data, axis);
        for (int line = 0; line < lines.Count; line++)
        {
            Span<double> numbers = lines[line];
            double sum = 0;
            for (int index = 0; index < numbers.Length; index++)
            {
                ref double number = ref numbers[isReverse ? numbers.Length - 1 - index : index];
                double next = sum + number;
                number = isExclusive ? sum : next;
                sum = next;
            }
        }

        return lines.Back(data.ElementType, axis);
    }
}
