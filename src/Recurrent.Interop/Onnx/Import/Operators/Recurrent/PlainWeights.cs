using Recurrent.Interop.Onnx.Import.Values;

namespace Recurrent.Interop.Onnx.Import.Operators.Recurrent;

/// <summary>The weights of one direction in double.</summary>
/// <param name="Input">W, <c>[G·H, I]</c>.</param>
/// <param name="Recurrent">R, <c>[G·H, H]</c>.</param>
/// <param name="InputBias">Wb, <c>[G·H]</c>.</param>
/// <param name="RecurrentBias">Rb, <c>[G·H]</c>.</param>
/// <param name="Peepholes">P_i, P_o and P_f, <c>[3·H]</c>.</param>
internal sealed record PlainWeights(double[] Input, double[] Recurrent, double[] InputBias, double[] RecurrentBias, double[] Peepholes)
{
    public static PlainWeights Of(RecurrentNode node, int direction)
    {
        int width = node.Gates * node.Hidden;
        double[] biases = Part(node.Bias, direction, 2 * width);
        return new PlainWeights(
            Part(node.Weights, direction, width * node.Features),
            Part(node.Recurrent, direction, width * node.Hidden),
            biases[..width],
            biases[width..],
            Part(node.Peepholes, direction, 3 * node.Hidden));
    }

    private static double[] Part(OnnxData? value, int direction, int length) =>
        value is null ? new double[length] : Numbers.Doubles(value).AsSpan(direction * length, length).ToArray();
}
