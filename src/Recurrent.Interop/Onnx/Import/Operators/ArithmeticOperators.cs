using Recurrent.Interop.Onnx.Import.Running;
using Recurrent.Interop.Onnx.Import.Values;

namespace Recurrent.Interop.Onnx.Import.Operators;

/// <summary>Arithmetic of two values or more, with broadcasting.</summary>
internal static class ArithmeticOperators
{
    public static void AddTo(OperatorTable table)
    {
        Add(table, "Add", static (x, y) => x + y, static (x, y) => x + y);
        Add(table, "Sub", static (x, y) => x - y, static (x, y) => x - y);
        Add(table, "Mul", static (x, y) => x * y, static (x, y) => x * y);
        Add(table, "Div", static (x, y) => x / y, Divide);
        table.Add("Pow", Power);
        table.Add("Mod", Modulo, since: 10);
        table.Add("Sum", static call => Fold(call, static (x, y) => x + y, null));
        table.Add("Mean", Mean);
        table.Add("Max", static call => Fold(call, Math.Max, Math.Max));
        table.Add("Min", static call => Fold(call, Math.Min, Math.Min));
        table.Add("BitShift", Shift, since: 11);
        AddWhole(table, "BitwiseAnd", static (x, y) => x & y);
        AddWhole(table, "BitwiseOr", static (x, y) => x | y);
        AddWhole(table, "BitwiseXor", static (x, y) => x ^ y);
    }

    private static void Add(OperatorTable table, string name, Func<double, double, double> function, Func<long, long, long> whole) =>
        table.Add(name, call => Elementwise.Combine(call, call[0], call[1], function, whole));

    private static void AddWhole(OperatorTable table, string name, Func<long, long, long> whole) =>
        table.Add(name, call => Elementwise.Combine(call, call[0], call[1], static (_, _) => throw new OperatorException("it is defined for whole numbers only"), whole), since: 18);

    private static long Divide(long x, long y) => y == 0 ? throw new OperatorException("a whole number is divided by zero") : y == -1 ? unchecked(-x) : x / y;

    /// <summary>xʸ in the type of x; the two may be of different types.</summary>
    private static OnnxData Power(OperatorCall call)
    {
        (OnnxData x, OnnxData y) = (call[0], call[1]);
        OnnxDataType type = x.ElementType;
        if (!ElementTypes.IsNumber(type))
        {
            throw new OperatorException($"it is not defined for elements of the type {ElementTypes.NameOf(type)}");
        }

        OnnxData left = TypeOperators.Cast(x, OnnxDataType.Float64), right = TypeOperators.Cast(y, OnnxDataType.Float64);
        return TypeOperators.Cast(Elementwise.Combine(call, left, right, Math.Pow), type);
    }

    /// <summary>The remainder with the sign of the divisor, or with <c>fmod</c> = 1 with that of the dividend.</summary>
    private static OnnxData Modulo(OperatorCall call)
    {
        bool isC = call.Flag("fmod");
        return Elementwise.Combine(call, call[0], call[1], (x, y) => isC ? x % y : x - (y * Math.Floor(x / y)), (x, y) =>
        {
            long rest = y == 0 ? throw new OperatorException("a whole number is divided by zero") : y == -1 ? 0 : x % y;
            return isC || rest == 0 || (rest < 0) == (y < 0) ? rest : rest + y;
        });
    }

    private static OnnxData Mean(OperatorCall call)
    {
        double count = call.InputCount;
        return Elementwise.Map(Fold(call, static (x, y) => x + y, null), x => x / count);
    }

    private static OnnxData Fold(OperatorCall call, Func<double, double, double> function, Func<long, long, long>? whole)
    {
        OnnxData result = call[0];
        for (int index = 1; index < call.InputCount; index++)
        {
            result = Elementwise.Combine(call, result, call[index], function, whole);
        }

        return result;
    }

    private static OnnxData Shift(OperatorCall call)
    {
        bool isLeft = call.Text("direction", "LEFT") == "LEFT";
        return Elementwise.Combine(call, call[0], call[1], static (_, _) => throw new OperatorException("it is defined for whole numbers only"), (x, y) =>
            y is < 0 or > 63 ? 0 : isLeft ? x << (int)y : x >>> (int)y);
    }
}
