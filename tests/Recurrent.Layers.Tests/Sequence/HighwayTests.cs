using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Testing;

namespace Recurrent.Layers.Tests.Sequence;

public class HighwayTests
{
    private static readonly RecurrentOptions Options = new() { InputSize = 3, HiddenSize = 4, Layers = 2, Highway = true };

    [Fact]
    public void Upper_layers_mix_their_input_and_their_output_by_a_gate()
    {
        var layer = new Lstm(new LstmOptions(Options), new RandomSource(1));
        SequenceBatch input = SampleTensors.Batch("input", 5, 2, 3);
        Tape tape = Tape.ForInference(threads: 1);
        Lstm lower = Part(layer, 0), upper = Part(layer, 1);
        Tensor below = lower.Run(tape, input).Outputs.Values, above = upper.Run(tape, new SequenceBatch(below)).Outputs.Values;
        Tensor weight = Find(layer, "weight_highway_l1"), bias = Find(layer, "bias_highway_l1");
        Assert.All(bias.Values.ToArray(), static value => Assert.Equal(-1, value));
        Tensor outputs = layer.Run(tape, input).Outputs.Values;
        for (int row = 0; row < 10; row++)
        {
            for (int lane = 0; lane < 4; lane++)
            {
                double sum = bias.Values[lane];
                for (int index = 0; index < 4; index++) sum += (double)weight.Values[(lane * 4) + index] * below.Values[(row * 4) + index];
                double transfer = 1 / (1 + Math.Exp(-sum));
                int place = (row * 4) + lane;
                Assert.Equal((transfer * above.Values[place]) + ((1 - transfer) * below.Values[place]), outputs.Values[place], 1e-5);
            }
        }
    }

    [Fact]
    public void A_batch_of_streams_takes_the_steps_of_a_stream_alone()
    {
        var layer = new Gru(new GruOptions(Options), new RandomSource(1));
        SequenceStreamBatch batch = layer.OpenStreams();
        SequenceStream alone = layer.OpenStream();
        int[] streams = [batch.Add(), batch.Add()];
        for (int step = 0; step < 4; step++)
        {
            float[] input = [step, -1, 0.5f], expected = alone.Step(input).ToArray();
            Close.Absolute("both", [.. expected, .. expected], batch.Step(streams, [.. input, .. input]), 1e-6);
        }
    }

    [Fact]
    public void Highway_and_residual_exclude_each_other() =>
        Assert.Contains("Highway", Assert.Throws<ArgumentException>(() => new Gru(new GruOptions(Options) { Residual = true }, new RandomSource(1))).Message, StringComparison.Ordinal);

    private static Lstm Part(Lstm layer, int number)
    {
        var part = new Lstm(new LstmOptions(Options) { InputSize = number == 0 ? 3 : 4, Layers = 1 }, new RandomSource(9));
        string suffix = $"_l{number}";
        part.LoadParameters(layer.Parameters().Where(one => one.Name.EndsWith(suffix, StringComparison.Ordinal) && !one.Name.Contains("highway", StringComparison.Ordinal))
            .ToDictionary(one => one.Name.Replace(suffix, "_l0", StringComparison.Ordinal), one => (Tensor)one.Parameter));
        return part;
    }

    private static Parameter Find(Lstm layer, string name) => layer.Parameters().Single(one => one.Name == name).Parameter;
}
