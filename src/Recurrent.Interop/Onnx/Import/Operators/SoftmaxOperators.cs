using Recurrent.Interop.Onnx.Import.Running;
using Recurrent.Interop.Onnx.Import.Values;

namespace Recurrent.Interop.Onnx.Import.Operators;

/// <summary>Probabilities from scores.</summary>
internal static class SoftmaxOperators
{
    private delegate void Change(Span<double> line);

    public static void AddTo(OperatorTable table)
    {
        table.Add("Softmax", static call => Run(call, static line => Softmax(line, isLog: false)));
        table.Add("LogSoftmax", static call => Run(call, static line => Softmax(line, isLog: true)));
        table.Add("Hardmax", static call => Run(call, Hardmax));
    }

    /// <summary>Along one axis, the last by default; up to version 12 over all axes from one on, the second by default.</summary>
    private static OnnxData Run(OperatorCall call, Change change)
    {
        OnnxData input = call[0];
        bool isOld = call.Version < 13;
        int axis = Shapes.Axis(call.Int("axis", isOld ? 1 : -1), Math.Max(1, input.Rank));
        Lines lines = Lines.Of(input, isOld ? [.. Enumerable.Range(axis, input.Rank - axis)] : [axis]);
        for (int line = 0; line < lines.Count && lines.Length > 0; line++)
        {
            change(lines[line]);
        }

        return isOld ? Numbers.From(input.ElementType, input.Axes.ToArray(), lines.Numbers) : lines.Back(input.ElementType, axis);
    }

    private static void Softmax(Span<double> line, bool isLog)
    {
        double largest = double.NegativeInfinity, sum = 0;
        foreach (double score in line)
        {
            largest = Math.Max(largest, score);
        }

        foreach (double score in line)
        {
            sum += Math.Exp(score - largest);
        }

        foreach (ref double score in line)
        {
            score = isLog ? score - largest - Math.Log(sum) : Math.Exp(score - largest) / sum;
        }
    }

    private static void Hardmax(Span<double> line)
    {
        int best = 0;
        for (int index = 1; index < line.Length; index++)
        {
            best = line[index] > line[best] ? index : best;
        }

        line.Clear();
        line[best] = 1;
    }
}
