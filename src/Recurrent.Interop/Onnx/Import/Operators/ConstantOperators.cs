using Recurrent.Interop.Onnx.Import.Running;
using Recurrent.Interop.Onnx.Import.Values;

namespace Recurrent.Interop.Onnx.Import.Operators;

/// <summary>Values that come from the model or from sizes.</summary>
internal static class ConstantOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("Constant", Constant);
        table.Add("ConstantOfShape", ConstantOfShape, since: 9);
        table.Add("Range", Range, since: 11);
        table.Add("EyeLike", Eye, since: 9);
        table.Add("OneHot", OneHot, since: 9);
    }

    private static OnnxData Constant(OperatorCall call)
    {
        if (call.Node.Cache is OnnxData kept)
        {
            return kept;
        }

        OnnxData value = Read(call);
        call.Node.Cache = value;
        return value;
    }

    private static OnnxData Read(OperatorCall call) =>
        call.Tensor("value") is { } tensor ? tensor
        : call.Has("value_float") ? OnnxData.Create<float>([call.Float("value_float", 0)])
        : call.Has("value_int") ? OnnxData.Create<long>([call.Int("value_int", 0)])
        : call.Floats("value_floats") is { Length: > 0 } numbers ? OnnxData.Create<float>(numbers, numbers.Length)
        : call.Ints("value_ints") is { Length: > 0 } integers ? OnnxData.Create<long>(integers, integers.Length)
        : call.Has("value_string") ? OnnxData.CreateTexts([call.Text("value_string", string.Empty)])
        : call.Texts("value_strings") is { Length: > 0 } texts ? OnnxData.CreateTexts(texts, texts.Length)
        : call.Has("value_floats") ? OnnxData.Create<float>([], 0)
        : call.Has("value_ints") ? OnnxData.Create<long>([], 0)
        : throw new OperatorException("it has no value, or one of a kind that is not supported (a sparse tensor)");

    private static OnnxData ConstantOfShape(OperatorCall call)
    {
        int[] shape = call.Bounded(Shapes.Of(Numbers.Integers(call[0])));
        OnnxData value = call.Tensor("value") ?? OnnxData.Create<float>([0], 1);
        return value.Count == 1 ? Selection.Expand(value.Reshaped(), shape) : throw new OperatorException($"its value is {value}, expected one element");
    }

    /// <summary>start, start + step, …, before limit.</summary>
    private static OnnxData Range(OperatorCall call)
    {
        OnnxDataType type = call[0].ElementType;
        if (ElementTypes.IsInteger(type))
        {
            (long from, long to, long by) = (Numbers.Integers(call[0])[0], Numbers.Integers(call[1])[0], Numbers.Integers(call[2])[0]);
            int count = Steps(call, by == 0 ? double.NaN : Math.Ceiling(((double)to - from) / by));
            return Numbers.From(type, [count], [.. Enumerable.Range(0, count).Select(index => from + (index * by))]);
        }

        (double start, double limit, double step) = (Numbers.Doubles(call[0])[0], Numbers.Doubles(call[1])[0], Numbers.Doubles(call[2])[0]);
        int steps = Steps(call, Math.Ceiling((limit - start) / step));
        return Numbers.From(type, [steps], [.. Enumerable.Range(0, steps).Select(index => start + (index * step))]);
    }

    private static int Steps(OperatorCall call, double count) => double.IsNaN(count) || count > Array.MaxLength
        ? throw new OperatorException("start, limit and step give no finite number of elements")
        : call.Bounded((int)Math.Max(0, count))[0];

    private static OnnxData Eye(OperatorCall call)
    {
        OnnxData like = call[0];
        if (like.Rank != 2)
        {
            throw new OperatorException($"its input is {like}, expected a matrix");
        }

        (int rows, int columns) = (like.Axes[0], like.Axes[1]);
        long shift = call.Int("k", 0);
        var numbers = new long[rows * columns];
        for (int row = 0; row < rows; row++)
        {
            if (row + shift >= 0 && row + shift < columns)
            {
                numbers[(row * columns) + (int)(row + shift)] = 1;
            }
        }

        return Numbers.From((OnnxDataType)call.Int("dtype", (long)like.ElementType), [rows, columns], numbers);
    }

    /// <summary>values[1] where the new axis' index is that of the input, values[0] elsewhere.</summary>
    private static OnnxData OneHot(OperatorCall call)
    {
        OnnxData indices = call[0];
        int depth = Shapes.Of(Array.ConvertAll(Numbers.Doubles(call[1]), static number => (long)number))[0];
        int axis = Shapes.Axis(call.Int("axis", -1), indices.Rank + 1);
        int[] shape = call.Bounded([.. indices.Axes[..axis], depth, .. indices.Axes[axis..]]);
        int inner = Shapes.Product(indices.Axes, axis, indices.Rank);
        double[] numbers = Numbers.Doubles(indices);
        var map = new int[Shapes.Count(shape)];
        for (int index = 0; index < numbers.Length; index++)
        {
            double place = numbers[index] < 0 ? numbers[index] + depth : numbers[index];
            if (place >= 0 && place < depth)
            {
                map[((((index / inner) * depth) + (int)place) * inner) + (index % inner)] = 1;
            }
        }

        return Selection.ByMap(call[2], map, 1, shape);
    }
}
