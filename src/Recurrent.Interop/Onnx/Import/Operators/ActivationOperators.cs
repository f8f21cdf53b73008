using Recurrent.Interop.Onnx.Import.Running;
using Recurrent.Interop.Onnx.Import.Values;

namespace Recurrent.Interop.Onnx.Import.Operators;

/// <summary>Activations, element by element.</summary>
internal static class ActivationOperators
{
    private const double SeluAlpha = 1.67326319217681884765625;
    private const double SeluGamma = 1.05070102214813232421875;

    public static void AddTo(OperatorTable table)
    {
        Add(table, "Relu", static _ => Activations.Relu);
        Add(table, "Tanh", static _ => Math.Tanh);
        Add(table, "Sigmoid", static _ => Activations.Sigmoid);
        Add(table, "Softsign", static _ => Activations.Softsign);
        Add(table, "Softplus", static _ => Activations.Softplus);
        Add(table, "LeakyRelu", static call => Activations.LeakyRelu(call.Float("alpha", 0.01f)));
        Add(table, "ThresholdedRelu", static call => Activations.ThresholdedRelu(call.Float("alpha", 1)));
        Add(table, "Elu", static call => Activations.Elu(call.Float("alpha", 1)));
        Add(table, "HardSigmoid", static call => Activations.HardSigmoid(call.Float("alpha", 0.2f), call.Float("beta", 0.5f)));
        Add(table, "HardSwish", static _ => static x => x * Activations.HardSigmoid(1.0 / 6, 0.5)(x));
        Add(table, "Mish", static _ => static x => x * Math.Tanh(Activations.Softplus(x)));
        Add(table, "Swish", static call => Swish(call.Float("alpha", 1)));
        Add(table, "Selu", static call => Selu(call.Float("alpha", (float)SeluAlpha), call.Float("gamma", (float)SeluGamma)));
        Add(table, "Celu", static call => Celu(call.Float("alpha", 1)));
        Add(table, "Shrink", static call => Shrink(call.Float("lambd", 0.5f), call.Float("bias", 0)));
        Add(table, "Gelu", static call => call.Text("approximate", "none") == "tanh" ? ApproximateGelu : ExactGelu);
        table.Add("PRelu", static call => Elementwise.Combine(call, call[0], call[1], static (x, slope) => x < 0 ? x * slope : x, static (x, slope) => x < 0 ? x * slope : x));
    }

    private static void Add(OperatorTable table, string name, Func<OperatorCall, Func<double, double>> function) =>
        table.Add(name, call => Elementwise.Map(call[0], function(call), name == "Relu" ? static x => Math.Max(0, x) : null));

    private static Func<double, double> Swish(double alpha) => x => x * Activations.Sigmoid(alpha * x);

    private static Func<double, double> Selu(double alpha, double gamma) => x => gamma * (x > 0 ? x : alpha * (Math.Exp(x) - 1));

    private static Func<double, double> Celu(double alpha) => x => Math.Max(0, x) + Math.Min(0, alpha * (Math.Exp(x / alpha) - 1));

    private static Func<double, double> Shrink(double threshold, double bias) => x => x < -threshold ? x + bias : x > threshold ? x - bias : 0;

    private static double ExactGelu(double x) => 0.5 * x * (1 + MathOperators.Erf(x / Math.Sqrt(2)));

    private static double ApproximateGelu(double x) => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x))));
}
