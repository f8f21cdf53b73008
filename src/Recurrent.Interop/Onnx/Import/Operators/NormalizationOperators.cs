using Recurrent.Interop.Onnx.Import.Running;
using Recurrent.Interop.Onnx.Import.Values;

namespace Recurrent.Interop.Onnx.Import.Operators;

/// <summary>Values brought to a mean of 0 and a variance of 1.</summary>
internal static class NormalizationOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.AddMany("LayerNormalization", LayerNormalization);
        table.AddMany("BatchNormalization", BatchNormalization);
        table.AddMany("Dropout", Dropout);
        table.Add("LpNormalization", LpNormalization);
    }

    /// <summary>(x − mean) / √(variance + ε) ⊙ scale + bias over the axes from <c>axis</c> on.</summary>
    private static OnnxData?[] LayerNormalization(OperatorCall call)
    {
        OnnxData input = call[0];
        int axis = Shapes.Axis(call.Int("axis", -1), input.Rank);
        double epsilon = call.Float("epsilon", 1e-5f);
        int[] outer = input.Axes[..axis].ToArray();
        Lines lines = Lines.Of(input, [.. Enumerable.Range(axis, input.Rank - axis)]);
        double[] means = new double[lines.Count], inverses = new double[lines.Count];
        for (int line = 0; line < lines.Count; line++)
        {
            (means[line], inverses[line]) = Normalize(lines[line], epsilon);
        }

        OnnxData normalized = Numbers.From(input.ElementType, input.Axes.ToArray(), lines.Numbers);
        OnnxData result = Elementwise.Combine(call, normalized, call[1], static (x, scale) => x * scale);
        result = call.Optional(2) is { } bias ? Elementwise.Combine(call, result, bias, static (x, shift) => x + shift) : result;
        int[] reduced = [.. outer, .. Enumerable.Repeat(1, input.Rank - axis)];
        var type = (OnnxDataType)call.Int("stash_type", (long)OnnxDataType.Float32);
        return [result, Numbers.From(type, reduced, means), Numbers.From(type, reduced, inverses)];
    }

    private static (double Mean, double Inverse) Normalize(Span<double> line, double epsilon)
    {
        double mean = 0, variance = 0;
        foreach (double value in line)
        {
            mean += value / line.Length;
        }

        foreach (double value in line)
        {
            variance += (value - mean) * (value - mean) / line.Length;
        }

        double inverse = 1 / Math.Sqrt(variance + epsilon);
        for (int index = 0; index < line.Length; index++)
        {
            line[index] = (line[index] - mean) * inverse;
        }

        return (mean, inverse);
    }

    /// <summary>With the stored means and variances; the form for training is refused.</summary>
    private static OnnxData?[] BatchNormalization(OperatorCall call)
    {
        OnnxData input = call[0];
        if (call.Flag("training_mode") || (call.Version < 9 && !call.Flag("spatial", true)))
        {
            throw new OperatorException("the form for training (training_mode = 1), or over single features (spatial = 0), is not supported");
        }

        double epsilon = call.Float("epsilon", 1e-5f);
        int channels = input.Rank > 1 ? input.Axes[1] : 1, inner = input.Rank > 2 ? Shapes.Product(input.Axes, 2, input.Rank) : 1;
        double[] scale = Numbers.Doubles(call[1]), bias = Numbers.Doubles(call[2]), mean = Numbers.Doubles(call[3]), variance = Numbers.Doubles(call[4]);
        double[] numbers = Numbers.Doubles(input);
        for (int index = 0; index < numbers.Length; index++)
        {
            int channel = index / inner % channels;
            numbers[index] = ((numbers[index] - mean[channel]) / Math.Sqrt(variance[channel] + epsilon) * scale[channel]) + bias[channel];
        }

        return [Numbers.From(input.ElementType, input.Axes.ToArray(), numbers)];
    }

    /// <summary>Does nothing, as in every run that is no training.</summary>
    private static OnnxData?[] Dropout(OperatorCall call)
    {
        OnnxData input = call[0];
        if (call.Optional(2) is { } training && Elementwise.Booleans(training).Contains(true) && !(call.Optional(1) is { } ratio && Numbers.Doubles(ratio)[0] == 0))
        {
            throw new OperatorException("the form for training, which draws random numbers, is not supported");
        }

        bool[] all = call.Wants(1) ? [.. Enumerable.Repeat(true, input.Count)] : [];
        return call.Wants(1) ? [input, OnnxData.Create<bool>(all, input.Axes)] : [input];
    }

    private static OnnxData LpNormalization(OperatorCall call)
    {
        OnnxData input = call[0];
        int axis = Shapes.Axis(call.Int("axis", -1), input.Rank);
        bool isFirst = call.Int("p", 2) == 1;
        Lines lines = Lines.Of(input, axis);
        for (int line = 0; line < lines.Count; line++)
        {
            double norm = 0;
            foreach (double value in lines[line])
            {
                norm += isFirst ? Math.Abs(value) : value * value;
            }

            norm = isFirst ? norm : Math.Sqrt(norm);
            foreach (ref double value in lines[line])
            {
                value = norm == 0 ? 0 : value / norm;
            }
        }

        return lines.Back(input.ElementType, axis);
    }
}
