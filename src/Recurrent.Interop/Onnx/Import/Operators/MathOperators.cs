using Recurrent.Interop.Onnx.Import.Running;
using Recurrent.Interop.Onnx.Import.Values;

namespace Recurrent.Interop.Onnx.Import.Operators;

/// <summary>Functions of one number.</summary>
internal static class MathOperators
{
    public static void AddTo(OperatorTable table)
    {
        Add(table, "Neg", static x => -x, static x => -x);
        Add(table, "Abs", Math.Abs, static x => x < 0 ? -x : x);
        Add(table, "Sign", static x => double.IsNaN(x) ? x : Math.Sign(x), static x => Math.Sign(x));
        Add(table, "Sqrt", Math.Sqrt);
        Add(table, "Exp", Math.Exp);
        Add(table, "Log", Math.Log);
        Add(table, "Reciprocal", static x => 1 / x);
        Add(table, "Floor", Math.Floor);
        Add(table, "Ceil", Math.Ceiling);
        Add(table, "Round", static x => Math.Round(x, MidpointRounding.ToEven));
        Add(table, "Erf", Erf);
        Add(table, "Sin", Math.Sin);
        Add(table, "Cos", Math.Cos);
        Add(table, "Tan", Math.Tan);
        Add(table, "Asin", Math.Asin);
        Add(table, "Acos", Math.Acos);
        Add(table, "Atan", Math.Atan);
        Add(table, "Sinh", Math.Sinh);
        Add(table, "Cosh", Math.Cosh);
        Add(table, "Asinh", Math.Asinh);
        Add(table, "Acosh", Math.Acosh);
        Add(table, "Atanh", Math.Atanh);
        table.Add("Clip", Clip);
    }

    /// <summary>The error function 2/√π ∫₀ˣ e^(−t²) dt, by its series near zero and a continued fraction elsewhere; exact to double's last digits.</summary>
    public static double Erf(double x)
    {
        const double SeriesEnd = 2;
        double size = Math.Abs(x);
        return double.IsNaN(x) ? x : size < SeriesEnd ? Math.Sign(x) * ErfSeries(size) : Math.Sign(x) * (1 - ErfComplement(size));
    }

    /// <summary>2/√π e^(−x²) Σ 2ⁿ x^(2n+1) / (1·3·…·(2n+1)).</summary>
    private static double ErfSeries(double x)
    {
        double term = x, sum = x;
        for (int n = 1; term > sum * 1e-17; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    /// <summary>e^(−x²)/√π · 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + …)))).</summary>
    private static double ErfComplement(double x)
    {
        const int Depth = 60;
        double fraction = x;
        for (int n = Depth; n > 0; n--)
        {
            fraction = x + (n / 2.0 / fraction);
        }

        return Math.Exp(-x * x) / (Math.Sqrt(Math.PI) * fraction);
    }

    private static void Add(OperatorTable table, string name, Func<double, double> function, Func<long, long>? whole = null) =>
        table.Add(name, call => Elementwise.Map(call[0], function, whole));

    /// <summary>Bounds: attributes up to version 10, inputs since.</summary>
    private static OnnxData Clip(OperatorCall call)
    {
        OnnxData input = call[0];
        if (call.Version < 11)
        {
            double low = call.Float("min", float.MinValue), high = call.Float("max", float.MaxValue);
            return Elementwise.Map(input, x => Math.Min(Math.Max(x, low), high));
        }

        OnnxData result = call.Optional(1) is { } least ? Elementwise.Combine(call, input, Scalar(least), Math.Max, Math.Max) : input;
        return call.Optional(2) is { } most ? Elementwise.Combine(call, result, Scalar(most), Math.Min, Math.Min) : result;
    }

    private static OnnxData Scalar(OnnxData bound) => bound.Count == 1 ? bound.Reshaped() : throw new OperatorException($"a bound is {bound}, expected one number");
}
