namespace Recurrent.Interop.Onnx.Import.Operators;

/// <summary>The activations that recurrent operators may have, as the ONNX specification defines them.</summary>
internal static class Activations
{
    // A negative zero stays, as in maximum(x, 0) of those who wrote the specification; a NaN stays too.
    public static double Relu(double x) => x < 0 ? 0 : x;

    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    public static double Softsign(double x) => x / (1 + Math.Abs(x));

    /// <summary>ln(1 + eˣ), without an overflow for large x.</summary>
    public static double Softplus(double x) => Math.Max(x, 0) + double.LogP1(Math.Exp(-Math.Abs(x)));

    public static Func<double, double> Affine(double alpha, double beta) => x => (alpha * x) + beta;

    public static Func<double, double> LeakyRelu(double alpha) => x => x < 0 ? alpha * x : x;

    public static Func<double, double> ThresholdedRelu(double alpha) => x => x > alpha ? x : 0;

    public static Func<double, double> ScaledTanh(double alpha, double beta) => x => alpha * Math.Tanh(beta * x);

    public static Func<double, double> HardSigmoid(double alpha, double beta) => x => Math.Max(0, Math.Min(1, (alpha * x) + beta));

    public static Func<double, double> Elu(double alpha) => x => x < 0 ? alpha * (Math.Exp(x) - 1) : x;
}
