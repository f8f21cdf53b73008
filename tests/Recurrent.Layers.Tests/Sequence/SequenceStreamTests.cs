using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Testing;

namespace Recurrent.Layers.Tests.Sequence;

public class SequenceStreamTests
{
    public static TheoryData<string> Causal() => [.. RecurrentCases.Names.Where(RecurrentCases.IsCausal)];

    [Theory]
    [MemberData(nameof(Causal))]
    public void Step_allocates_nothing_when_warm(string name)
    {
        SequenceStream stream = RecurrentCases.Create(name, new RandomSource(1)).OpenStream();
        float[] input = [1, -1, 0.5f];
        for (int step = 0; step < 100; step++)
        {
            stream.Step(input);
        }

        Assert.Equal(0, Allocations.Least(() =>
        {
            for (int step = 0; step < 100; step++)
            {
                stream.Step(input);
            }
        }));
    }

    [Theory]
    [InlineData("rnn/one")]
    [InlineData("lstm/deep")]
    [InlineData("gru/one")]
    public void Stream_follows_the_weights_present_when_it_is_opened(string name)
    {
        RecurrentStack layer = RecurrentCases.Create(name, new RandomSource(1));
        float[] input = [1, -1, 0.5f];
        SequenceStream old = layer.OpenStream();
        foreach ((_, Parameter parameter) in layer.Parameters())
        {
            foreach (ref float value in parameter.BeginUpdate())
            {
                value *= 0.5f;
            }
        }

        Tensor expected = layer.Run(Tape.ForInference(threads: 1), new SequenceBatch(Tensor.FromValues(input, new Shape(1, 1, 3)))).Outputs.Values;
        Close.Absolute("output", expected.Values, layer.OpenStream().Step(input));
        Assert.NotEqual(expected.Values.ToArray(), old.Step(input).ToArray());
    }

    [Fact]
    public void Streams_opened_on_many_threads_agree_when_weights_stand_still()
    {
        RecurrentStack layer = RecurrentCases.Create("lstm/deep", new RandomSource(1));
        var outputs = new float[8][];
        Parallel.For(0, outputs.Length, index => outputs[index] = layer.OpenStream().Step([1, 2, 3]).ToArray());
        Assert.All(outputs, output => Assert.Equal(outputs[0], output));
    }

    [Theory]
    [InlineData("lstm/one")]
    [InlineData("gru/one")]
    [InlineData("gru-before/one")]
    public void Stream_gives_the_same_bits_without_allocating_whatever_the_threads(string name)
    {
        var options = new RecurrentOptions { InputSize = 3, HiddenSize = 310 };
        RecurrentStack layer = RecurrentCases.Create(name, options, new RandomSource(2));
        SequenceStream alone = layer.OpenStream(threads: 1), shared = layer.OpenStream(threads: 2);
        float[] input = [1, -1, 0.5f];
        Assert.Equal(alone.Step(input).ToArray(), shared.Step(input).ToArray());
        float[] sharedOutput = [], aloneOutput = [];
        Assert.Equal(0, Allocations.Least(() => shared.Step(input)));
        shared.Reset();
        alone.Reset();
        for (int step = 0; step < 2; step++)
        {
            sharedOutput = shared.Step(input).ToArray();
            aloneOutput = alone.Step(input).ToArray();
        }

        Assert.Equal(aloneOutput, sharedOutput);
    }

    [Fact]
    public void Stream_refuses_a_negative_number_of_threads() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RecurrentCases.Create("lstm/one", new RandomSource(1)).OpenStream(threads: -1));
}
