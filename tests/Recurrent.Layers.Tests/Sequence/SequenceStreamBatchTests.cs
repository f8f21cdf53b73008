using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Testing;

namespace Recurrent.Layers.Tests.Sequence;

public class SequenceStreamBatchTests
{
    private const int Streams = 21;

    public static TheoryData<string, WeightPrecision> Cases()
    {
        var data = new TheoryData<string, WeightPrecision>();
        foreach (string name in RecurrentCases.Names.Where(RecurrentCases.IsCausal))
        {
            bool isFused = RecurrentCases.Fused.Contains(name.Split('/')[0]);
            foreach (WeightPrecision precision in Enum.GetValues<WeightPrecision>().Where(precision => isFused || precision == WeightPrecision.Single))
            {
                data.Add(name, precision);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Batch_gives_each_stream_the_numbers_it_would_get_alone(string name, WeightPrecision precision)
    {
        RecurrentStack layer = RecurrentCases.Create(name, new RandomSource(1));
        var options = new StreamOptions { Threads = 2, Weights = precision };
        SequenceStreamBatch batch = layer.OpenStreams(options);
        SequenceStream[] alone = [.. Enumerable.Range(0, Streams).Select(_ => layer.OpenStream(options))];
        int[] numbers = [.. alone.Select(_ => batch.Add())];
        for (int step = 0; step < 6; step++)
        {
            // Other streams each time, in another order.
            int[] chosen = [.. Enumerable.Range(0, Streams).Where(stream => (stream + step) % 3 != 0).OrderBy(stream => (stream * 5) % (7 + step))];
            float[] inputs = Inputs(chosen.Length * layer.InputSize, step);
            float[] outputs = batch.Step([.. chosen.Select(stream => numbers[stream])], inputs).ToArray();
            for (int row = 0; row < chosen.Length; row++)
            {
                ReadOnlySpan<float> expected = alone[chosen[row]].Step(inputs.AsSpan(row * layer.InputSize, layer.InputSize));
                AssertSame(name, expected, outputs.AsSpan(row * layer.OutputSize, layer.OutputSize));
            }
        }
    }

    [Theory]
    [InlineData("lstm/deep")]
    [InlineData("gru-cell/deep")]
    public void Streams_come_go_restart_and_are_saved_by_number(string name)
    {
        RecurrentStack layer = RecurrentCases.Create(name, new RandomSource(1));
        SequenceStreamBatch batch = layer.OpenStreams();
        int first = batch.Add(), second = batch.Add(), third = batch.Add();
        batch.Step([first, second, third], Inputs(9, 0));
        SequenceState saved = batch.SaveState(third, first);
        Assert.Equal(2, saved.Batch);
        float[] next = batch.Step([third, first], Inputs(6, 1)).ToArray();
        batch.RestoreState([first, third], saved.SelectRows(1, 0));
        Assert.Equal(next, batch.Step([third, first], Inputs(6, 1)).ToArray());

        batch.Remove(second);
        Assert.Equal(2, batch.Count);
        Assert.Equal(second, batch.Add());
        batch.Reset(first);
        SequenceStream fresh = layer.OpenStream();
        float[] input = Inputs(3, 2);
        float[] expected = fresh.Step(input).ToArray();
        AssertSame(name, [.. expected, .. expected], batch.Step([first, second], [.. input, .. input]));

        SequenceState run = layer.Run(Tape.ForInference(threads: 1), new SequenceBatch(Tensor.FromValues(input, new Shape(1, 1, 3)))).State;
        batch.RestoreState([second], run);
        Assert.Equal(run.Hidden.Values.ToArray(), batch.SaveState(second).Hidden.Values.ToArray());
        fresh.RestoreState(batch.SaveState(first));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Step_allocates_nothing_when_warm(string name, WeightPrecision precision)
    {
        SequenceStreamBatch batch = RecurrentCases.Create(name, new RandomSource(1)).OpenStreams(new StreamOptions { Weights = precision });
        int[] streams = [.. Enumerable.Range(0, Streams).Select(_ => batch.Add())];
        float[] inputs = Inputs(Streams * 3, 0);
        for (int step = 0; step < 50; step++)
        {
            batch.Step(streams, inputs);
        }

        Assert.Equal(0, Allocations.Least(() =>
        {
            for (int step = 1; step < 100; step++)
            {
                int count = 1 + (step % Streams);
                batch.Step(streams.AsSpan(0, count), inputs.AsSpan(0, 3 * count));
            }
        }));
    }

    [Fact]
    public void Step_that_is_refused_changes_no_state()
    {
        SequenceStreamBatch batch = RecurrentCases.Create("gru/one", new RandomSource(1)).OpenStreams();
        int first = batch.Add(), second = batch.Add();
        batch.Step([first, second], Inputs(6, 0));
        float[] before = batch.SaveState(first, second).Hidden.Values.ToArray();
        Assert.Throws<ArgumentException>(() => batch.Step([first, first], Inputs(6, 1)).Length);
        Assert.Throws<ArgumentException>(() => batch.Step([first, second], Inputs(5, 1)).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => batch.Step([first, 2], Inputs(6, 1)).Length);
        Assert.Throws<ArgumentException>(() => batch.RestoreState([first], batch.SaveState(first, second)));
        Assert.Equal(before, batch.SaveState(first, second).Hidden.Values.ToArray());
        batch.Remove(second);
        Assert.Throws<ArgumentOutOfRangeException>(() => batch.Step([second], Inputs(3, 1)).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => batch.Reset(second));
        Assert.Throws<ArgumentOutOfRangeException>(() => batch.Remove(second));
        Assert.True(batch.Step([], []).IsEmpty);
    }

    [Fact]
    public void Bidirectional_layers_and_single_cells_say_what_they_cannot_do()
    {
        Assert.Throws<NotSupportedException>(() => RecurrentCases.Create("lstm/both", new RandomSource(1)).OpenStreams());
        var bytes = new StreamOptions { Weights = WeightPrecision.Int8 };
        RecurrentStack cells = RecurrentCases.Create("lstm-cell/one", new RandomSource(1));
        Assert.Throws<NotSupportedException>(() => cells.OpenStreams(bytes));
        Assert.Throws<NotSupportedException>(() => cells.OpenStream(bytes));
        Assert.Throws<ArgumentOutOfRangeException>(() => new StreamOptions { Threads = -1 });
    }

    [Theory]
    [InlineData(WeightPrecision.BFloat16, 5e-3f)]
    [InlineData(WeightPrecision.Int8, 2e-2f)]
    public void Fewer_bits_change_the_outputs_a_little(WeightPrecision precision, float tolerance)
    {
        RecurrentStack layer = RecurrentCases.Create("lstm", new RecurrentOptions { InputSize = 3, HiddenSize = 70, Layers = 2 }, new RandomSource(2));
        SequenceStream exact = layer.OpenStream(), rounded = layer.OpenStream(new StreamOptions { Weights = precision });
        bool differs = false;
        for (int step = 0; step < 20; step++)
        {
            float[] input = Inputs(3, step);
            ReadOnlySpan<float> expected = exact.Step(input), actual = rounded.Step(input);
            differs |= !expected.SequenceEqual(actual);
            for (int unit = 0; unit < expected.Length; unit++)
            {
                Assert.Equal(expected[unit], actual[unit], tolerance);
            }
        }

        Assert.True(differs);
    }

    private static float[] Inputs(int length, int index)
    {
        var values = new float[length];
        new RandomSource(4).Stream("inputs", (ulong)index).FillNormal(values);
        return values;
    }

    // Cells on a tape go through general products; the fused kernels promise bits.
    private static void AssertSame(string name, ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        if (name.Contains("-cell", StringComparison.Ordinal))
        {
            Close.Absolute("output", expected, actual);
        }
        else
        {
            Assert.Equal(expected.ToArray(), actual.ToArray());
        }
    }
}
