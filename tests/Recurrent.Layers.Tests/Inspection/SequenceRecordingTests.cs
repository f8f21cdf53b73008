using Recurrent.Layers.Basic;
using Recurrent.Layers.Inspection;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Testing;

namespace Recurrent.Layers.Tests.Inspection;

public class SequenceRecordingTests
{
    private static readonly int[] Lengths = [6, 4, 1];

    [Theory]
    [InlineData("lstm", false)]
    [InlineData("gru", true)]
    [InlineData("mingru", true)]
    public void Steps_over_what_was_recorded_give_the_states_of_the_run(string cell, bool isBidirectional)
    {
        SequenceLayer layer = Layer(cell, layers: 2, isBidirectional);
        var batch = new SequenceBatch(SampleTensors.Normal("input", new Shape(6, 3, 4)), [.. Lengths]);
        using var recording = new SequenceRecording(layer);
        SequenceState expected = layer.Run(Tape.ForInference(), batch).State;
        IReadOnlyList<RecordedRecurrence> read = recording.Read();
        Assert.Equal(isBidirectional ? ["l0", "l0_reverse", "l1", "l1_reverse"] : (string[])["l0", "l1"], read.Select(one => one.Path));
        for (int unit = 0; unit < read.Count; unit++)
        {
            Assert.Equal([6, 4], read[unit].Sequences.Select(row => row.Inputs.Shape[0]));     // a row of one step has no flow
            for (int row = 0; row < 2; row++)
            {
                IReadOnlyList<Tensor> state = ByStep(read[unit], row);
                for (int component = 0; component < state.Count; component++)
                    Close.Absolute($"{read[unit].Path} row {row}", expected.Components[component].At(unit).Slice(row, 1), state[component]);
            }
        }
    }

    [Fact]
    public void A_run_from_a_state_is_recorded_with_it()
    {
        SequenceLayer layer = Layer("lstm");
        SequenceBatch first = SampleTensors.Batch("first", 5, 2, 4), second = SampleTensors.Batch("second", 7, 2, 4);
        SequenceState between = layer.Run(Tape.ForInference(), first).State;
        using var recording = new SequenceRecording(layer, rows: 1);
        layer.Run(Tape.ForInference(), second, between);
        RecordedSequence row = Assert.Single(recording.Read()[0].Sequences);
        int number = row.Inputs.Values[0] == second.Values.Values[0] ? 0 : 1;
        Close.Absolute("hidden", between.Hidden.At(0).Slice(number, 1), row.Initial[0], 0);
        Close.Absolute("cell", between.Cell.At(0).Slice(number, 1), row.Initial[1], 0);
    }

    [Fact]
    public void Streams_are_recorded_as_runs_up_to_the_most_steps()
    {
        SequenceLayer layer = Layer("gru", layers: 2);
        Tensor steps = SampleTensors.Normal("steps", new Shape(9, 4));
        using var recording = new SequenceRecording(layer, steps: 7);
        SequenceStream stream = layer.OpenStream();
        for (int step = 0; step < 9; step++) stream.Step(steps.At(step).Values);
        stream.Reset();
        for (int step = 0; step < 3; step++) stream.Step(steps.At(step + 5).Values);
        IReadOnlyList<RecordedRecurrence> read = recording.Read();
        Assert.Equal([7, 3], read[1].Sequences.Select(row => row.Inputs.Shape[0]));
        Close.Absolute("first", steps.Slice(0, 7), read[0].Sequences[0].Inputs, 0);
        Close.Absolute("second", steps.Slice(5, 3), read[0].Sequences[1].Inputs, 0);
    }

    [Fact]
    public void A_stream_that_goes_on_from_a_state_is_recorded_with_it_beside_the_same_steps_from_the_start()
    {
        SequenceLayer layer = Layer("gru");
        SequenceState between = layer.Run(Tape.ForInference(), SampleTensors.Batch("first", 5, 1, 4)).State;
        Tensor steps = SampleTensors.Normal("steps", new Shape(3, 4));
        using var recording = new SequenceRecording(layer);
        SequenceStream stream = layer.OpenStream();
        for (int step = 0; step < 3; step++) stream.Step(steps.At(step).Values);
        stream.RestoreState(between);
        for (int step = 0; step < 3; step++) stream.Step(steps.At(step).Values);
        IReadOnlyList<RecordedSequence> rows = recording.Read()[0].Sequences;
        Assert.Equal(2, rows.Count);
        Assert.All(rows, row => Close.Absolute("steps", steps, row.Inputs, 0));
        float[][] starts = [.. rows.Select(static row => row.Initial[0].Values.ToArray()).OrderBy(static start => start.Any(static value => value != 0))];
        Assert.Equal(new float[5], starts[0]);
        Assert.Equal(between.Hidden.Values.ToArray(), starts[1]);
    }

    [Fact]
    public void The_longest_rows_are_kept_whatever_the_order()
    {
        SequenceLayer layer = Layer("rnn");
        SequenceBatch[] batches = [.. Enumerable.Range(2, 8).Select(time => SampleTensors.Batch($"batch {time}", time, 3, 4))];
        Tensor[] Kept(IEnumerable<SequenceBatch> order)
        {
            using var recording = new SequenceRecording(layer, rows: 4);
            foreach (SequenceBatch batch in order) layer.Run(Tape.ForInference(), batch);
            return [.. recording.Read()[0].Sequences.Select(row => row.Inputs)];
        }

        Tensor[] upward = Kept(batches), downward = Kept(batches.Reverse());
        Assert.Equal([9, 9, 9, 8], upward.Select(row => row.Shape[0]));
        Assert.All(upward.Zip(downward), pair => Close.Absolute("row", pair.First, pair.Second, 0));
    }

    [Fact]
    public void A_layer_without_recurrences_is_recorded_as_a_whole()
    {
        var layer = (Recurrent.Layers.Transformers.Transformer)SequenceLayers.BuiltIn.Create("transformer", new RecurrentOptions { InputSize = 4, HiddenSize = 8 }, new RandomSource(2));
        var batch = new SequenceBatch(SampleTensors.Normal("input", new Shape(6, 3, 4)), [.. Lengths]);
        new SequenceRecording(layer).Dispose();
        using var recording = new SequenceRecording(layer);
        layer.Run(Tape.ForInference(), batch);
        RecordedLayer read = Assert.Single(recording.ReadLayers());
        Assert.Same(layer, read.Layer);
        Assert.Equal([6, 4], read.Sequences.Select(row => row.Inputs.Shape[0]));
        Assert.Empty(recording.Read());
        Assert.Throws<InvalidOperationException>(() => new SequenceRecording(layer));
    }

    [Fact]
    public void Layers_are_found_in_a_model_and_left_alone_when_it_is_over()
    {
        var random = new RandomSource(1);
        var model = new TwoLayers(Layer("lstm"), new Linear(5, 2, random));
        using (var recording = new SequenceRecording(model))
        {
            Assert.Equal("inner.l0", Assert.Single(recording.Read()).Path);
            Assert.Contains("already", Assert.Throws<InvalidOperationException>(() => new SequenceRecording(model)).Message, StringComparison.Ordinal);
        }

        using var again = new SequenceRecording(model);
        Assert.Empty(again.Read()[0].Sequences);
    }

    private static SequenceLayer Layer(string cell, int layers = 1, bool isBidirectional = false) => SequenceLayers.BuiltIn.Create(
        cell, new RecurrentOptions { InputSize = 4, HiddenSize = 5, Layers = layers, Bidirectional = isBidirectional }, new RandomSource(2));

    private static IReadOnlyList<Tensor> ByStep(RecordedRecurrence recorded, int row)
    {
        RecordedSequence sequence = recorded.Sequences[row];
        IReadOnlyList<Tensor> state = sequence.Initial;
        Tape tape = Tape.ForInference();
        for (int step = 0; step < sequence.Inputs.Shape[0]; step++) state = recorded.Recurrence.Step(tape, sequence.Inputs.Slice(step, 1), state);
        return state;
    }

    private sealed class TwoLayers : Module
    {
        public TwoLayers(SequenceLayer layer, Linear head)
        {
            AddModule("inner", layer);
            AddModule("head", head);
        }
    }
}
