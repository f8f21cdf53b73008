using Recurrent.Interop.Onnx.Import.Running;
using Recurrent.Interop.Onnx.Import.Values;

namespace Recurrent.Interop.Onnx.Import.Operators;

/// <summary>Convolution over time, as some networks have before a recurrent layer; over images it is refused.</summary>
internal static class ConvolutionOperators
{
    public static void AddTo(OperatorTable table) => table.Add("Conv", Convolve);

    private static OnnxData Convolve(OperatorCall call)
    {
        (OnnxData input, OnnxData kernel) = (call[0], call[1]);
        if (input.Rank != 3 || kernel.Rank != 3)
        {
            throw new OperatorException($"it convolves {input} with {kernel}; convolutions of [batch, channels, steps] only are supported");
        }

        int groups = (int)call.Int("group", 1), stride = First(call, "strides"), dilation = First(call, "dilations");
        (int width, int outputs) = (kernel.Axes[2], kernel.Axes[0]);
        if (groups < 1 || outputs % groups != 0 || kernel.Axes[1] != input.Axes[1] / groups || input.Axes[1] % groups != 0 || stride < 1 || dilation < 1)
        {
            throw new OperatorException($"{kernel} does not fit {input} in {groups} groups");
        }

        (int before, int after) = Pads(call, input.Axes[2], ((width - 1) * dilation) + 1, stride);
        long steps = ((long)input.Axes[2] + before + after - (((width - 1) * dilation) + 1)) / stride;
        int[] shape = call.Bounded(Shapes.Of([input.Axes[0], outputs, steps + 1]));
        double[] bias = call.Optional(2) is { } given ? Numbers.Doubles(given) : new double[outputs];
        return Numbers.From(input.ElementType, shape, Sums(Numbers.Doubles(input), Numbers.Doubles(kernel), bias, new Window(shape, input.Axes[1], input.Axes[2], width, groups, stride, dilation, before)));
    }

    private static double[] Sums(double[] input, double[] kernel, double[] bias, Window window)
    {
        (int outputs, int steps, int each) = (window.Shape[1], window.Shape[2], window.Channels / window.Groups);
        var sums = new double[Shapes.Count(window.Shape)];
        for (int index = 0; index < sums.Length; index++)
        {
            (int step, int output, int row) = (index % steps, index / steps % outputs, index / steps / outputs);
            int group = output / (outputs / window.Groups);
            double sum = bias[output];
            for (int channel = 0; channel < each; channel++)
            {
                int source = ((row * window.Channels) + (group * each) + channel) * window.Time, weights = ((output * each) + channel) * window.Width;
                for (int tap = 0; tap < window.Width; tap++)
                {
                    int place = (step * window.Stride) + (tap * window.Dilation) - window.Before;
                    sum += place >= 0 && place < window.Time ? input[source + place] * kernel[weights + tap] : 0;
                }
            }

            sums[index] = sum;
        }

        return sums;
    }

    private static (int Before, int After) Pads(OperatorCall call, int time, int width, int stride)
    {
        string automatic = call.Text("auto_pad", "NOTSET");
        if (automatic is "NOTSET" or "VALID")
        {
            long[] pads = automatic == "NOTSET" ? call.Ints("pads") ?? [0, 0] : [0, 0];
            return ((int)pads[0], (int)pads[1]);
        }

        int total = Math.Max(0, ((((time + stride - 1) / stride) - 1) * stride) + width - time);
        return automatic == "SAME_LOWER" ? (total - (total / 2), total / 2) : (total / 2, total - (total / 2));
    }

    private static int First(OperatorCall call, string name) => call.Ints(name) is { Length: > 0 } numbers ? (int)Math.Clamp(numbers[0], 0, int.MaxValue / 4) : 1;

    private sealed record Window(int[] Shape, int Channels, int Time, int Width, int Groups, int Stride, int Dilation, int Before);
}
