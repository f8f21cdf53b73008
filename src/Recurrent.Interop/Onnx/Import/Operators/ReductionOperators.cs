using Recurrent.Interop.Onnx.Import.Running;
using Recurrent.Interop.Onnx.Import.Values;

namespace Recurrent.Interop.Onnx.Import.Operators;

/// <summary>Axes reduced to one number.</summary>
internal static class ReductionOperators
{
    private delegate double Reducer(ReadOnlySpan<double> line);

    public static void AddTo(OperatorTable table)
    {
        Add(table, "ReduceSum", Sum, 13);
        Add(table, "ReduceMean", static line => Sum(line) / line.Length);
        Add(table, "ReduceMax", static line => Fold(line, double.NegativeInfinity, static (x, y) => Math.Max(x, y)));
        Add(table, "ReduceMin", static line => Fold(line, double.PositiveInfinity, static (x, y) => Math.Min(x, y)));
        Add(table, "ReduceProd", static line => Fold(line, 1, static (x, y) => x * y));
        Add(table, "ReduceL1", static line => Fold(line, 0, static (x, y) => x + Math.Abs(y)));
        Add(table, "ReduceL2", static line => Math.Sqrt(Squares(line)));
        Add(table, "ReduceSumSquare", Squares);
        Add(table, "ReduceLogSum", static line => Math.Log(Sum(line)));
        Add(table, "ReduceLogSumExp", LogSumExp);
        table.Add("GlobalAveragePool", static call => Global(call, static line => Sum(line) / line.Length));
        table.Add("GlobalMaxPool", static call => Global(call, static line => Fold(line, double.NegativeInfinity, static (x, y) => Math.Max(x, y))));
    }

    /// <param name="table">Where it is taken up.</param>
    /// <param name="name">The operator's name.</param>
    /// <param name="reduce">A number of a line.</param>
    /// <param name="inputSince">The version since which the axes are an input.</param>
    private static void Add(OperatorTable table, string name, Reducer reduce, int inputSince = 18) => table.Add(name, call =>
    {
        OnnxData data = call[0];
        long[] given = (call.Version >= inputSince ? call.IntsOf(1, "") : call.Ints("axes")) ?? [];
        // With noop_with_empty_axes every element is a line of its own, of which L1 still takes the absolute value.
        bool isEach = given.Length == 0 && call.Flag("noop_with_empty_axes");
        int[] axes = isEach ? [] : given.Length == 0 ? [.. Enumerable.Range(0, data.Rank)] : [.. given.Select(axis => Shapes.Axis(axis, data.Rank)).Distinct().Order()];
        return Reduce(data, axes, call.Flag("keepdims", true), reduce);
    });

    private static OnnxData Global(OperatorCall call, Reducer reduce) => call[0].Rank >= 2
        ? Reduce(call[0], [.. Enumerable.Range(2, call[0].Rank - 2)], keep: true, reduce)
        : throw new OperatorException($"its input is {call[0]}, expected [batch, channels, …]");

    private static OnnxData Reduce(OnnxData data, int[] axes, bool keep, Reducer reduce)
    {
        Lines lines = Lines.Of(data, axes);
        var numbers = new double[lines.Count];
        for (int line = 0; line < numbers.Length; line++)
        {
            numbers[line] = reduce(lines[line]);
        }

        int[] shape = data.Axes.ToArray();
        foreach (int axis in axes)
        {
            shape[axis] = 1;
        }

        return Numbers.From(data.ElementType, keep ? shape : lines.Kept, numbers);
    }

    private static double Sum(ReadOnlySpan<double> line) => Fold(line, 0, static (x, y) => x + y);

    private static double Squares(ReadOnlySpan<double> line) => Fold(line, 0, static (x, y) => x + (y * y));

    private static double Fold(ReadOnlySpan<double> line, double start, Func<double, double, double> join)
    {
        double result = start;
        foreach (double number in line)
        {
            result = join(result, number);
        }

        return result;
    }

    private static double LogSumExp(ReadOnlySpan<double> line)
    {
        double largest = Fold(line, double.NegativeInfinity, static (x, y) => Math.Max(x, y));
        if (double.IsInfinity(largest))
        {
            return largest;
        }

        double sum = 0;
        foreach (double number in line)
        {
            sum += Math.Exp(number - largest);
        }

        return largest + Math.Log(sum);
    }
}
