using System.Diagnostics;
using System.Globalization;
using Recurrent.Comparison.Measuring;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Comparison.Lengths;

/// <summary>What a training pass of each recurrent layer costs as sequences grow, beside the fused LSTM: ours alone.</summary>
/// <remarks>Processor time of one thread, forward and backward, without a gradient of the input: it hardly moves when other programs run.</remarks>
internal sealed class LengthsRun(TextWriter output)
{
    private const int Batch = 8;
    private const int Size = 256;
    private const int Longest = 16_384;

    private static readonly string[] Layers = ["lstm", "gru", "mingru", "minlstm", "indrnn", "sru", "lru alone", "lru alone, N = H/2", "lru"];

    public void Run()
    {
        output.WriteLine($"Forward and backward, {Batch} rows, {Size} values in and out, one thread: median milliseconds of processor time (times faster than the LSTM)");
        output.WriteLine($"{"layer",-20} {string.Join(' ', new[] { 1_024, 4_096, Longest }.Select(static time => $"{"T = " + time.ToString("N0", CultureInfo.InvariantCulture),18}"))}");
        double[] lstm = [];
        foreach (string name in Layers)
        {
            double[] times = [Measure(name, 1_024, rounds: 15), Measure(name, 4_096, rounds: 7), Measure(name, Longest, rounds: 3)];
            lstm = lstm.Length == 0 ? times : lstm;
            output.WriteLine($"{name,-20} {string.Join(' ', times.Zip(lstm, static (own, other) => string.Create(CultureInfo.InvariantCulture, $"{own,11:0} ({other / own:0.0})")))}");
        }
    }

    private static double Measure(string name, int time, int rounds)
    {
        SequenceLayer layer = Layer(name);
        var shape = new Shape(time, Batch, Size);
        var input = new SequenceBatch(Tensor.FromValues(Values("input", shape), shape));
        float[] arriving = Values("gradient", shape);
        var tape = Tape.ForTraining(new RandomSource(1).Stream("step"), threads: 1);

        // The first rounds compile and fill the tape's memory.
        return Statistics.Median(Enumerable.Range(0, rounds + 2).Select(_ => Pass(layer, tape, input, arriving)).ToArray().Skip(2));
    }

    private static double Pass(SequenceLayer layer, Tape tape, SequenceBatch input, float[] arriving)
    {
        tape.Reset();
        layer.ZeroGradients();
        TimeSpan start = Process.GetCurrentProcess().TotalProcessorTime;
        tape.Backward(layer.Run(tape, input).Outputs.Values, arriving);
        return (Process.GetCurrentProcess().TotalProcessorTime - start).TotalMilliseconds;
    }

    private static SequenceLayer Layer(string name)
    {
        var options = new RecurrentOptions { InputSize = Size, HiddenSize = Size };
        var source = new RandomSource(1);
        return name switch
        {
            "lru alone" => new Lru(new LruOptions(options) { Block = false }, new InitializationScope(source)),
            "lru alone, N = H/2" => new Lru(new LruOptions(options) { Block = false, StateSize = Size / 2 }, new InitializationScope(source)),
            _ => SequenceLayers.BuiltIn.Create(name, options, source),
        };
    }

    private static float[] Values(string name, Shape shape)
    {
        var values = new float[shape.Length];
        new RandomSource(2).Stream(name).FillNormal(values);
        return values;
    }
}
