using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Testing;

namespace Recurrent.Layers.Tests.Sequence;

public class MlstmTests
{
    private const int Time = 37, Rows = 3;

    private static readonly XlstmOptions Options = new() { InputSize = 5, HiddenSize = 24, Heads = 3, Layers = 2 };

    [Theory]
    [InlineData(4, false)]
    [InlineData(16, false)]
    [InlineData(64, false)]
    [InlineData(16, true)]
    public void Chunks_give_the_values_and_gradients_of_single_steps(int chunk, bool isBidirectional)
    {
        float[][] expected = Run(Options with { ChunkSize = 1, Bidirectional = isBidirectional }), actual = Run(Options with { ChunkSize = chunk, Bidirectional = isBidirectional });
        Assert.All(expected.Zip(actual), static pair => Close.Relative("value", pair.First, pair.Second, 1e-5, floor: 1));
    }

    [Fact]
    public void Live_steps_give_the_chunks_numbers_where_gates_are_extreme()
    {
        var layer = new Mlstm(Options with { Layers = 1, ChunkSize = 16 }, new RandomSource(1));
        Parameter gates = layer.Parameters().Single(static one => one.Name == "weight_if_l0").Parameter;
        foreach (ref float value in gates.BeginUpdate()) value *= 6;
        SequenceBatch input = SampleTensors.Batch("input", Time, 1, 5);
        Tensor expected = layer.Run(Tape.ForInference(threads: 1), input).Outputs.Values;
        Assert.All(expected.Values.ToArray(), static value => Assert.True(float.IsFinite(value)));
        SequenceStream stream = layer.OpenStream();
        for (int step = 0; step < Time; step++)
        {
            Close.Relative($"step {step}", expected.At(step).Values, stream.Step(input.Values.At(step).Values), 1e-4, floor: 1);
        }
    }

    [Fact]
    public void Heads_must_divide_the_hidden_state() =>
        Assert.Contains("24", Assert.Throws<ArgumentException>(() => new Mlstm(Options with { Heads = 5 }, new RandomSource(1))).Message, StringComparison.Ordinal);

    private static float[][] Run(XlstmOptions options)
    {
        var layer = new Mlstm(options, new RandomSource(1));
        Tensor input = SampleTensors.Variable("input", new Shape(Time, Rows, 5));
        Tape tape = Tape.ForGradients(threads: 1);
        SequenceOutput output = layer.Run(tape, new SequenceBatch(input, [Time, 0, 20]));
        tape.Backward(output.Outputs.Values, SampleTensors.Normal("upstream", output.Outputs.Values.Shape).Values);
        return [output.Outputs.Values.Values.ToArray(), .. output.State.Components.Select(static one => one.Values.ToArray()), input.Gradient.ToArray(),
            .. layer.Parameters().Select(static one => one.Parameter.Gradient.ToArray())];
    }
}
