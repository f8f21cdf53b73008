using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Testing;

namespace Recurrent.Layers.Tests.Sequence;

public class DilationTests
{
    private static readonly RecurrentOptions Options = new() { InputSize = 3, HiddenSize = 4, Layers = 3, Dilation = 2 };

    [Theory]
    [InlineData("lstm")]
    [InlineData("gru")]
    [InlineData("mingru")]
    [InlineData("mlstm")]
    public void Layer_reads_its_state_of_as_many_steps_before_as_its_place_says(string cell)
    {
        // Layer by layer: each residue of the steps is a sequence of its own.
        const int time = 11;
        RecurrentStack layer = (RecurrentStack)SequenceLayers.BuiltIn.Create(cell, Options, new RandomSource(1));
        SequenceBatch input = SampleTensors.Batch("input", time, 2, 3);
        Tape tape = Tape.ForInference(threads: 1);
        Tensor current = input.Values;
        for (int number = 0; number < 3; number++)
        {
            RecurrentStack one = (RecurrentStack)SequenceLayers.BuiltIn.Create(cell, Options with { InputSize = number == 0 ? 3 : 4, Layers = 1, Dilation = 1 }, new RandomSource(9));
            string suffix = $"_l{number}";
            one.LoadParameters(layer.Parameters().Where(named => named.Name.EndsWith(suffix, StringComparison.Ordinal))
                .ToDictionary(named => named.Name.Replace(suffix, "_l0", StringComparison.Ordinal), named => (Tensor)named.Parameter));
            var outputs = new float[time * 2 * 4];
            int dilation = 1 << number;
            for (int residue = 0; residue < dilation; residue++)
            {
                int[] steps = [.. Enumerable.Range(0, time).Where(step => step % dilation == residue)];
                float[] values = [.. steps.SelectMany(step => current.At(step).Values.ToArray())];
                Tensor own = one.Run(tape, new SequenceBatch(Tensor.FromValues(values, new Shape(steps.Length, 2, current.Shape[2])))).Outputs.Values;
                for (int index = 0; index < steps.Length; index++)
                {
                    own.At(index).Values.CopyTo(outputs.AsSpan(steps[index] * 2 * 4));
                }
            }

            current = Tensor.FromValues(outputs, new Shape(time, 2, 4));
        }

        Close.Absolute("outputs", current, layer.Run(tape, input).Outputs.Values);
    }

    [Fact]
    public void State_begins_with_that_of_the_last_step()
    {
        var layer = new Lstm(new LstmOptions(Options), new RandomSource(1));
        SequenceOutput output = layer.Run(Tape.ForInference(threads: 1), SampleTensors.Batch("input", 6, 2, 3));
        Assert.Equal(8, output.State.Components.Length);
        Close.Absolute("hidden state", output.Outputs.Values.At(5), output.State.Hidden.At(2), tolerance: 0);
    }

    [Theory]
    [InlineData("gru", 2)]
    [InlineData("lru", 2)]
    [InlineData("lstm-peephole", 3)]
    public void A_batch_of_streams_takes_the_steps_of_streams_alone(string cell, int dilation)
    {
        SequenceLayer layer = SequenceLayers.BuiltIn.Create(cell, Options with { Dilation = dilation }, new RandomSource(1));
        SequenceStreamBatch batch = layer.OpenStreams();
        SequenceStream first = layer.OpenStream(), second = layer.OpenStream();
        int one = batch.Add(), two = batch.Add();
        float[] input = [1, -1, 0.5f];
        for (int step = 0; step < 9; step++)
        {
            input[0] = step;
            Close.Absolute("both", [.. first.Step(input), .. second.Step(input)], batch.Step([one, two], [.. input, .. input]), 1e-6);
            Close.Absolute("one", second.Step(input).ToArray(), batch.Step([two], input), 1e-6);
        }

        SequenceState saved = batch.SaveState(two);
        int third = batch.Add();
        batch.RestoreState([third], saved);
        Close.Absolute("restored", second.Step(input).ToArray(), batch.Step([third], input), 1e-6);
    }

    [Fact]
    public void Slots_that_a_layer_does_not_need_are_kept_until_its_stream_begins_anew()
    {
        var layer = new Gru(new GruOptions(Options), new RandomSource(1));
        SequenceState given = new([.. layer.ZeroState(1).Components.Select(static (one, slot) => SampleTensors.Normal($"slot {slot}", one.Shape))]);
        SequenceStreamBatch batch = layer.OpenStreams();
        int stream = batch.Add();
        batch.RestoreState([stream], given);

        // More streams than the batch had room for.
        for (int more = 0; more < 40; more++) batch.Add();
        AssertSlots(given, batch.SaveState(stream));
        batch.Reset(stream);
        AssertSlots(layer.ZeroState(1), batch.SaveState(stream));
        SequenceStream alone = layer.OpenStream();
        alone.RestoreState(given);
        AssertSlots(given, alone.SaveState());
        alone.Reset();
        AssertSlots(layer.ZeroState(1), alone.SaveState());
    }

    private static void AssertSlots(SequenceState expected, SequenceState actual) => Assert.All(
        expected.Components.Zip(actual.Components), static pair => Assert.Equal(pair.First.Values.ToArray(), pair.Second.Values.ToArray()));
}
