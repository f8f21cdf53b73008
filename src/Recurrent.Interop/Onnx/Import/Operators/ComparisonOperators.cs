using Recurrent.Interop.Onnx.Import.Running;
using Recurrent.Interop.Onnx.Import.Values;

namespace Recurrent.Interop.Onnx.Import.Operators;

/// <summary>Comparisons of two values, with broadcasting.</summary>
internal static class ComparisonOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("Equal", static call => Elementwise.Compare(call, static (x, y) => x == y, static (x, y) => x == y));
        table.Add("Less", static call => Elementwise.Compare(call, static (x, y) => x < y, static (x, y) => x < y));
        table.Add("Greater", static call => Elementwise.Compare(call, static (x, y) => x > y, static (x, y) => x > y));
        table.Add("LessOrEqual", static call => Elementwise.Compare(call, static (x, y) => x <= y, static (x, y) => x <= y), since: 12);
        table.Add("GreaterOrEqual", static call => Elementwise.Compare(call, static (x, y) => x >= y, static (x, y) => x >= y), since: 12);
        table.Add("IsNaN", static call => Test(call[0], double.IsNaN), since: 9);
        table.Add("IsInf", IsInfinite, since: 10);
    }

    private static OnnxData IsInfinite(OperatorCall call)
    {
        bool positive = call.Flag("detect_positive", true), negative = call.Flag("detect_negative", true);
        return Test(call[0], x => (positive && double.IsPositiveInfinity(x)) || (negative && double.IsNegativeInfinity(x)));
    }

    private static OnnxData Test(OnnxData value, Converter<double, bool> test) => OnnxData.Create<bool>(Array.ConvertAll(Numbers.Doubles(value), test), value.Axes);
}
