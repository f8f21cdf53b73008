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

namespace Recurrent.Documentation.Tests.Snippets;

public sealed class AttentionExampleTests
{
    [Fact]
    public void Transformer_reads_chunks_and_a_stream_goes_on_from_them()
    {
        var random = new RandomSource(seed: 1);
        Tape tape = Tape.ForInference();
        Tensor text = SampleTensors.Normal("text", new Shape(31, 2, 16));

        #region TransformerExample
        var transformer = new Transformer(new TransformerOptions { InputSize = 16, HiddenSize = 64, Layers = 2, Window = 128 }, random);
        (SequenceBatch first, SequenceState state) = transformer.Run(tape, new SequenceBatch(text.Slice(0, 20)));
        (SequenceBatch second, state) = transformer.Run(tape, new SequenceBatch(text.Slice(20, 10)), state.Detach());   // sees the 20 steps too

        SequenceStream stream = transformer.OpenStream();                        // one row, a ring of keys and values
        stream.RestoreState(state.SelectRows(0));
        ReadOnlySpan<float> next = stream.Step(text.At(30).At(0).Values);
        #endregion

        Tensor whole = transformer.Run(tape, new SequenceBatch(text)).Outputs.Values;
        Close.Absolute("first", whole.Slice(0, 20), first.Values);
        Close.Absolute("second", whole.Slice(20, 10), second.Values);
        Close.Absolute("next", whole.At(30).At(0).Values, next);
    }

    [Fact]
    public void Encoder_and_decoder_read_a_source_and_write_step_by_step()
    {
        var random = new RandomSource(seed: 1);
        Tape tape = Tape.ForInference();
        var source = new SequenceBatch(SampleTensors.Normal("source", new Shape(7, 2, 64)), [7, 4]);
        Tensor target = SampleTensors.Normal("target", new Shape(5, 2, 64));

        #region EncoderDecoderExample
        var options = new TransformerOptions { InputSize = 64, HiddenSize = 64, Layers = 2 };
        var encoder = new Transformer(options with { Bidirectional = true }, random);
        var decoder = new TransformerDecoder(options, random);

        // Training: all steps of the target at once; step t sees the target up to t and all of the source.
        ImmutableArray<AttentionKeys> memory = decoder.Prepare(tape, encoder.Run(tape, source).Outputs);
        Tensor all = decoder.Run(tape, new SequenceBatch(target), memory).Outputs.Values;

        // Writing: one step, and the keys of the source are not computed again. Beams go on with state.SelectRows.
        (SequenceBatch one, SequenceState state) = decoder.Run(tape, new SequenceBatch(target.Slice(0, 1)), memory);
        (SequenceBatch two, state) = decoder.Run(tape, new SequenceBatch(target.Slice(1, 1)), memory, state);
        #endregion

        Close.Absolute("one", all.Slice(0, 1), one.Values);
        Close.Absolute("two", all.Slice(1, 1), two.Values);
        Assert.Equal(2, state.Hidden.Shape[2]);
    }

    [Fact]
    public void Attention_of_several_heads_is_one_op()
    {
        Tape tape = Tape.ForInference();
        Tensor query = SampleTensors.Normal("query", new Shape(6, 2, 32)), key = SampleTensors.Normal("key", new Shape(9, 2, 32)), value = SampleTensors.Normal("value", new Shape(9, 2, 32));

        #region AttentionOpExample
        // Query t stands at key t + 3, sees the last 4 keys up to there, and the second row has 7 keys.
        var pattern = new AttentionPattern { Heads = 4, IsCausal = true, Window = 4, Offset = 3, KeyEnds = [9, 7] };
        Tensor seen = tape.MultiHeadAttention(query, key, value, pattern);       // [6, 2, 32]
        #endregion

        Assert.Equal(query.Shape, seen.Shape);
        Assert.False(seen.At(5).At(1).Values.IndexOf(float.NaN) >= 0);
    }
}
