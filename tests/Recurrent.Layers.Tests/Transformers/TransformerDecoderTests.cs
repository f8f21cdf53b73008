using System.Collections.Immutable;
using Recurrent.Layers.Attention;
using Recurrent.Layers.Sequence;
using Recurrent.Layers.Transformers;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Testing;

namespace Recurrent.Layers.Tests.Transformers;

public sealed class TransformerDecoderTests
{
    private static readonly TransformerOptions Options = new() { InputSize = 8, HiddenSize = 8, Layers = 2, Heads = 2 };

    [Fact]
    public void Steps_of_a_beam_give_what_the_whole_sequence_gives()
    {
        var decoder = new TransformerDecoder(Options, new RandomSource(1));
        var tape = Tape.ForInference(threads: 1);
        SequenceBatch target = SampleTensors.Batch("target", 5, 2, 8);
        ImmutableArray<AttentionKeys> memory = decoder.Prepare(tape, new SequenceBatch(SampleTensors.Normal("source", new Shape(4, 2, 8)), [4, 2]));
        Tensor expected = decoder.Run(tape, target, memory).Outputs.Values;
        SequenceState state = decoder.ZeroState(2);
        for (int step = 0; step < 5; step++)
        {
            // The beams change places at every step.
            int[] rows = step % 2 == 1 ? [1, 0] : [0, 1];
            Tensor input = tape.SelectRows(target.Values.At(step), rows).Reshape(new Shape(1, 2, 8));
            SequenceOutput output = decoder.Run(tape, new SequenceBatch(input), [.. memory.Select(keys => keys.SelectRows(tape, rows))], state);
            Close.Absolute($"step {step}", tape.SelectRows(expected.At(step), rows), output.Outputs.Values.At(0));
            state = output.State.SelectRows(1, 0);
        }
    }

    [Fact]
    public void The_padding_of_the_source_never_matters()
    {
        var decoder = new TransformerDecoder(Options, new RandomSource(1));
        var tape = Tape.ForInference(threads: 1);
        SequenceBatch target = SampleTensors.Batch("target", 5, 1, 8);
        Tensor source = SampleTensors.Normal("source", new Shape(2, 1, 8));
        float[] padded = [.. source.Values, .. Enumerable.Repeat(float.NaN, 16)];
        Tensor expected = decoder.Run(tape, target, decoder.Prepare(tape, new SequenceBatch(source))).Outputs.Values;
        ImmutableArray<AttentionKeys> memory = decoder.Prepare(tape, new SequenceBatch(Tensor.FromValues(padded, new Shape(4, 1, 8)), [2]));
        Close.Absolute("outputs", expected, decoder.Run(tape, target, memory).Outputs.Values, tolerance: 1e-6);
    }

    [Fact]
    public void Weights_are_those_of_the_attention_and_leave_the_padding_out()
    {
        var decoder = new TransformerDecoder(Options with { Layers = 1 }, new RandomSource(1));
        var tape = Tape.ForInference(threads: 1);
        SequenceBatch target = SampleTensors.Batch("target", 3, 2, 8);
        ImmutableArray<AttentionKeys> memory = decoder.Prepare(tape, new SequenceBatch(SampleTensors.Normal("source", new Shape(4, 2, 8)), [4, 2]));
        decoder.RunWithWeights(tape, target, memory, null, out Tensor weights);
        Assert.Equal(new Shape(2, 3, 4), weights.Shape);
        for (int step = 0; step < 3; step++)
        {
            Assert.Equal(1, weights.At(0).At(step).Values.ToArray().Sum(), 1e-5);
            Assert.Equal([0f, 0f], weights.At(1).At(step).Values[2..].ToArray());
            Assert.Equal(1, weights.At(1).At(step).Values.ToArray().Sum(), 1e-5);
        }

        // Queries are normalised steps: where the normalisation gives 0, all valid steps count the same.
        decoder.Parameters().Single(static one => one.Name == "layers.0.norm2.weight").Parameter.BeginUpdate().Clear();
        decoder.RunWithWeights(tape, target, memory, null, out Tensor even);
        Assert.All(even.At(0).Values.ToArray(), static weight => Assert.Equal(0.25f, weight, 1e-6f));
    }

    [Fact]
    public void Errors_say_what_does_not_fit()
    {
        var decoder = new TransformerDecoder(Options, new RandomSource(1));
        var tape = Tape.ForInference(threads: 1);
        Assert.Throws<ArgumentException>(() => decoder.Run(tape, SampleTensors.Batch("target", 5, 1, 8), []));
        Assert.Throws<ArgumentException>(() => new TransformerDecoder(Options with { Bidirectional = true }, new RandomSource(1)));
    }
}
