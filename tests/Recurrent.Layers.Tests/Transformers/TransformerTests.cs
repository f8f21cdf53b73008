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

public sealed class TransformerTests
{
    private static readonly TransformerOptions Options = new() { InputSize = 3, HiddenSize = 8, Layers = 2, Heads = 2, Window = 4 };

    [Theory]
    [InlineData(AttentionPositions.Rotary)]
    [InlineData(AttentionPositions.RelativeBias)]
    [InlineData(AttentionPositions.Sinusoidal)]
    public void Chunks_of_any_length_give_what_the_whole_sequence_gives(AttentionPositions positions)
    {
        var layer = new Transformer(Options with { Positions = positions }, new RandomSource(1));
        SequenceBatch batch = SampleTensors.Batch("input", 13, 2, 3);
        var tape = Tape.ForInference(threads: 1);
        Tensor expected = layer.Run(tape, batch).Outputs.Values;
        SequenceState? state = null;
        int start = 0;
        foreach (int length in (int[])[1, 5, 0, 2, 5])
        {
            SequenceOutput output = layer.Run(tape, new SequenceBatch(batch.Values.Slice(start, length)), state);
            Close.Absolute($"outputs from {start}", expected.Slice(start, length), output.Outputs.Values);
            state = output.State.Detach();
            start += length;
            Assert.Equal(Math.Min(3, start), state.Hidden.Shape[2]);
        }
    }

    [Fact]
    public void A_reset_row_starts_again_beside_one_that_goes_on()
    {
        var layer = new Transformer(Options, new RandomSource(1));
        SequenceBatch batch = SampleTensors.Batch("input", 6, 2, 3);
        var tape = Tape.ForInference(threads: 1);
        SequenceState state = layer.Run(tape, batch).State;
        Tensor mixed = layer.Run(tape, batch, state.ResetRows(1)).Outputs.Values;
        Tensor goesOn = layer.Run(tape, batch, state).Outputs.Values, startsAgain = layer.Run(tape, batch).Outputs.Values;
        for (int step = 0; step < 6; step++)
        {
            Close.Absolute($"row 0, step {step}", goesOn.At(step).At(0), mixed.At(step).At(0));
            Close.Absolute($"row 1, step {step}", startsAgain.At(step).At(1), mixed.At(step).At(1));
        }
    }

    [Fact]
    public void A_step_is_reached_by_as_many_steps_as_layers_and_window_say()
    {
        const int Time = 12, Reach = 2 * 3;
        var layer = new Transformer(Options, new RandomSource(1));
        var tape = Tape.ForGradients(threads: 1);
        Tensor input = SampleTensors.Variable("input", new Shape(Time, 1, 3));
        Tensor last = layer.Run(tape, new SequenceBatch(input)).Outputs.Values.Slice(Time - 1, 1);
        tape.Backward(last, SampleTensors.Normal("upstream", last.Shape).Values);
        Tensor gradient = Tensor.FromValues(input.Gradient, input.Shape);
        for (int step = 0; step < Time; step++)
        {
            Assert.Equal(step >= Time - 1 - Reach, gradient.At(step).Values.ContainsAnyExcept(0f));
        }
    }

    [Fact]
    public void Positions_stay_exact_after_many_millions_of_steps()
    {
        var layer = new Transformer(Options, new RandomSource(1));
        SequenceBatch batch = SampleTensors.Batch("input", 6, 1, 3);
        var tape = Tape.ForInference(threads: 1);
        SequenceState none = layer.ZeroState(1);
        SequenceState late = none with { Components = [none.Components[0], none.Components[1], Tensor.FromValues([400f, 12345f], new Shape(1, 1, 2))] };
        Close.Absolute("outputs", layer.Run(tape, batch).Outputs.Values, layer.Run(tape, batch, late).Outputs.Values, tolerance: 2e-6);
        SequenceStream stream = layer.OpenStream();
        stream.RestoreState(late);
        for (int step = 0; step < 6; step++)
        {
            Close.Absolute($"step {step}", layer.Run(tape, batch).Outputs.Values.At(step).Values, stream.Step(batch.Values.At(step).Values));
        }

        Assert.Equal([400f, 12351f], stream.SaveState().Components[2].Values.ToArray());
    }

    [Fact]
    public void A_warm_step_of_a_stream_allocates_nothing()
    {
        var layer = new Transformer(Options with { Positions = AttentionPositions.RelativeBias, FeedForward = FeedForwardKind.GatedGelu }, new RandomSource(1));
        foreach (SequenceLayer tested in (SequenceLayer[])[layer, new Transformer(Options, new RandomSource(1))])
        {
            SequenceStream stream = tested.OpenStream();
            float[] input = [0.5f, -1, 2];
            Assert.Equal(0, Allocations.Least(() => stream.Step(input)));
        }
    }

    [Fact]
    public void Streams_of_a_batch_give_what_streams_of_their_own_give()
    {
        var layer = new Transformer(Options, new RandomSource(1));
        SequenceStreamBatch batch = layer.OpenStreams();
        SequenceStream own = layer.OpenStream(), other = layer.OpenStream();
        int first = batch.Add(), second = batch.Add();
        float[] input = [0.5f, -1, 2, 1, 0, -0.5f];
        for (int step = 0; step < 7; step++)
        {
            batch.Step([first], input.AsSpan(3, 3));
            other.Step(input.AsSpan(3, 3));
            ReadOnlySpan<float> both = batch.Step([second, first], input);
            Assert.Equal(own.Step(input.AsSpan(0, 3)).ToArray(), both[..8].ToArray());
            Assert.Equal(other.Step(input.AsSpan(3, 3)).ToArray(), both[8..].ToArray());
        }

        SequenceState saved = batch.SaveState(first, second);
        batch.Reset(first);
        batch.Reset(second);
        batch.RestoreState([first, second], saved);
        Assert.Equal(own.Step(input.AsSpan(0, 3)).ToArray(), batch.Step([second], input.AsSpan(0, 3)).ToArray());
        Assert.Throws<ArgumentException>(() => batch.Step([first, first], input).Length);
        batch.Remove(first);
        Assert.Throws<ArgumentOutOfRangeException>(() => batch.Reset(first));
        Assert.Equal(first, batch.Add());
    }

    [Fact]
    public void Gradients_pass_the_carried_state_and_add_up_where_two_runs_go_on_from_it()
    {
        var layer = new Transformer(Options, new RandomSource(1));
        SequenceBatch whole = SampleTensors.Batch("input", 7, 2, 3);
        Tensor upstream = SampleTensors.Normal("upstream", new Shape(7, 2, 8));
        float[] expected = Gradient((tape, input) => layer.Run(tape, new SequenceBatch(input)).Outputs.Values, upstream);
        Close.Relative("in two pieces", expected, Gradient((tape, input) =>
        {
            SequenceOutput first = layer.Run(tape, new SequenceBatch(input.Slice(0, 4)));
            return tape.Concat(0, first.Outputs.Values, layer.Run(tape, new SequenceBatch(input.Slice(4, 3)), first.State).Outputs.Values);
        }, upstream), 1e-4);

        Tensor late = SampleTensors.Normal("late", new Shape(3, 2, 8));
        float[] once = Gradient((tape, input) => Rest(tape, input, layer.Run(tape, new SequenceBatch(input.Slice(0, 4))).State), late);
        float[] twice = Gradient((tape, input) =>
        {
            SequenceState state = layer.Run(tape, new SequenceBatch(input.Slice(0, 4))).State;
            return tape.Add(Rest(tape, input, state), Rest(tape, input, state));
        }, late);
        Close.Relative("from one state twice", [.. once.Select(static value => 2 * value)], twice, 1e-4);

        Tensor Rest(Tape tape, Tensor input, SequenceState state) => layer.Run(tape, new SequenceBatch(input.Slice(4, 3)), state).Outputs.Values;

        float[] Gradient(Func<Tape, Tensor, Tensor> run, Tensor arriving)
        {
            Tape tape = Tape.ForGradients(threads: 1);
            Tensor input = Tensor.Variable(whole.Values.Values, whole.Values.Shape);
            tape.Backward(run(tape, input), arriving.Values);
            layer.ZeroGradients();
            return input.Gradient.ToArray();
        }
    }

    [Fact]
    public void Streams_that_have_had_different_numbers_of_steps_are_saved_side_by_side()
    {
        var layer = new Transformer(Options, new RandomSource(1));
        SequenceStreamBatch batch = layer.OpenStreams();
        int few = batch.Add(), many = batch.Add();
        float[] input = [0.5f, -1, 2, 1, 0, -0.5f];
        batch.Step([few, many], input);
        batch.Step([many], input.AsSpan(3, 3));
        batch.Step([many], input.AsSpan(0, 3));
        SequenceState saved = batch.SaveState(few, many);
        Tensor expected = layer.Run(Tape.ForInference(threads: 1), new SequenceBatch(Tensor.FromValues(input, new Shape(1, 2, 3))), saved).Outputs.Values;
        Close.Absolute("outputs", expected.Values, batch.Step([few, many], input));
    }

    [Fact]
    public void Variational_dropout_drops_the_same_values_at_every_step_within_the_layers_too()
    {
        // Every step sees itself alone, so that equal steps differ by nothing but their masks.
        var layer = new Transformer(Options with { Window = 1, Positions = AttentionPositions.None, Dropout = 0.5, VariationalDropout = true }, new RandomSource(1));
        float[] steps = [.. Enumerable.Repeat((float[])[0.5f, -1, 2], 4).SelectMany(static one => one)];
        Tape tape = Tape.ForTraining(new RandomSource(2).Stream("dropout"), threads: 1);
        Tensor outputs = layer.Run(tape, new SequenceBatch(Tensor.FromValues(steps, new Shape(4, 1, 3)))).Outputs.Values;
        for (int step = 1; step < 4; step++) Close.Absolute($"step {step}", outputs.At(0), outputs.At(step), 1e-6);

        // What is dropped between the maps has no part in the second one's gradient.
        tape.Backward(outputs, SampleTensors.Normal("upstream", outputs.Shape).Values);
        Parameter outer = layer.Parameters().Single(static one => one.Name == "layers.0.linear2.weight").Parameter;
        int inner = outer.Shape[1];
        int dropped = Enumerable.Range(0, inner).Count(column => Enumerable.Range(0, outer.Shape[0]).All(row => outer.Gradient[(row * inner) + column] == 0));
        Assert.InRange(dropped, inner / 4, 3 * inner / 4);
    }

    [Fact]
    public void Maps_that_lead_back_into_the_sum_start_smaller_the_more_there_are()
    {
        TransformerOptions wide = Options with { InputSize = 32, HiddenSize = 32, Layers = 3 };
        Check(new Transformer(wide, new RandomSource(1)), 2);
        Check(new TransformerDecoder(wide, new RandomSource(1)), 3);

        static void Check(Module model, int adders)
        {
            float[] weight = model.Parameters().Single(static one => one.Name == "layers.0.self_attn.out_proj.weight").Parameter.Values.ToArray();
            double bound = Math.Sqrt(6.0 / 64) / Math.Sqrt(adders * 3.0);
            Assert.InRange(weight.Max(Math.Abs), 0.95 * bound, bound + 1e-6);
        }
    }

    [Fact]
    public void Two_threads_train_to_the_same_bits()
    {
        Assert.Equal(Gradients(1), Gradients(2));

        static float[] Gradients(int threads)
        {
            var layer = new Transformer(new TransformerOptions { InputSize = 3, HiddenSize = 64, Layers = 2, Window = 50, Dropout = 0.1 }, new RandomSource(1));
            Tape tape = Tape.ForTraining(new RandomSource(2).Stream("dropout"), threads);
            SequenceOutput output = layer.Run(tape, new SequenceBatch(SampleTensors.Normal("input", new Shape(150, 3, 3)), [150, 20, 90]));
            tape.Backward(output.Outputs.Values, SampleTensors.Normal("upstream", output.Outputs.Values.Shape).Values);
            return [.. output.Outputs.Values.Values, .. layer.Parameters().SelectMany(named => named.Parameter.Gradient.ToArray())];
        }
    }

    [Theory]
    [InlineData(32, 1)]
    [InlineData(128, 4)]
    [InlineData(256, 4)]
    [InlineData(200, 5)]
    [InlineData(7, 1)]
    public void Heads_are_chosen_by_the_width(int width, int heads) =>
        Assert.Equal(heads, new TransformerOptions { InputSize = 1, HiddenSize = width }.ChosenHeads);

    [Fact]
    public void Errors_say_what_does_not_fit()
    {
        var layer = new Transformer(Options, new RandomSource(1));
        var tape = Tape.ForInference(threads: 1);
        Assert.Contains("2 features", Assert.Throws<ArgumentException>(() => layer.Run(tape, SampleTensors.Batch("input", 3, 1, 2))).Message, StringComparison.Ordinal);
        Assert.Contains("batch of 1", Assert.Throws<ArgumentException>(() => layer.Run(tape, SampleTensors.Batch("input", 3, 1, 3), layer.ZeroState(2))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Transformer(Options with { Heads = 3 }, new RandomSource(1)));
        Assert.Throws<NotSupportedException>(() => new Transformer(Options with { Zoneout = 0.1 }, new RandomSource(1)));
        Assert.Throws<NotSupportedException>(() => layer.OpenStreams(new StreamOptions { Weights = WeightPrecision.Int8 }));
    }
}
