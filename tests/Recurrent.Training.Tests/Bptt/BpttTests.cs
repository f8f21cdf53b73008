using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Testing;
using Recurrent.Training.Bptt;

namespace Recurrent.Training.Tests.Bptt;

public sealed class BpttTests
{
    private const int Time = 17;
    private readonly Lstm _layer = new(new LstmOptions { InputSize = 3, HiddenSize = 4 }, new RandomSource(1));
    private readonly Tensor _input = SampleTensors.Normal("input", new Shape(Time, 2, 3));

    [Fact]
    public void Windows_of_k1_5_and_k2_8_overlap_and_count_every_step_once() => Assert.Equal(
        [new BpttWindow(0, 0, 0, 5, 2), new BpttWindow(2, 2, 5, 10, 7), new BpttWindow(7, 7, 10, 15, 9), new BpttWindow(9, 9, 15, 17, 9)],
        BpttWindow.Of(Time, new BpttOptions(5, 8)));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 4)]
    [InlineData(3, 5)]
    [InlineData(3, 100)]
    [InlineData(17, 17)]
    [InlineData(100, 100)]
    public void Every_step_is_in_the_loss_once_when_k2_is_at_least_k1(int between, int back)
    {
        int[] counted = [.. BpttWindow.Of(Time, new BpttOptions(between, back)).SelectMany(window => Enumerable.Range(window.LossStart, window.End - window.LossStart))];
        Assert.Equal(Enumerable.Range(0, Time), counted);
    }

    [Fact]
    public void One_window_over_everything_equals_full_back_propagation()
    {
        float[] truncated = GradientsOf(new BpttOptions(Time, Time)).Single();
        Tape tape = Tape.ForGradients(threads: 1);
        _layer.ZeroGradients();
        tape.Backward(tape.Mean(_layer.Run(tape, new SequenceBatch(_input)).Outputs.Values));
        Assert.Equal(Gradients(), truncated);
    }

    [Theory]
    [InlineData(5, 8)]
    [InlineData(2, 9)]
    [InlineData(4, 4)]
    [InlineData(6, 2)]
    public void Every_window_has_the_gradient_of_its_last_k2_steps_from_the_state_k2_steps_ago(int between, int back)
    {
        var options = new BpttOptions(between, back);
        List<float[]> actual = GradientsOf(options);
        int index = 0;
        foreach (BpttWindow window in BpttWindow.Of(Time, options))
        {
            int from = Math.Max(0, window.End - back), lossFrom = Math.Max(from, index * between);
            float[] expected = ReferenceGradient(from, lossFrom, window.End);
            for (int element = 0; element < expected.Length; element++)
                Assert.True(Math.Abs(expected[element] - actual[index][element]) <= 1e-6, $"window {index}, element {element}: {actual[index][element]}, expected {expected[element]}");
            index++;
        }

        Assert.Equal(actual.Count, index);
    }

    [Fact]
    public void Both_parts_of_the_carried_state_are_cut_from_the_tape()
    {
        var runner = new BpttRunner();
        Tape tape = Tape.ForGradients(threads: 1);
        BpttWindow first = BpttWindow.Of(Time, new BpttOptions(5, 5)).First();
        runner.Run(tape, first, RunLayer);
        tape.Reset();
        Assert.Equal(2, runner.State!.Components.Length);
        Assert.All(runner.State.Components, component => Assert.False(component.RequiresGradient));
        Assert.All(runner.State.Components, component => Assert.Contains(component.Values.ToArray(), value => value != 0));
    }

    [Fact]
    public void Saved_state_goes_on_where_it_was()
    {
        var options = new BpttOptions(5, 5);
        BpttWindow[] windows = [.. BpttWindow.Of(Time, options)];
        var one = new BpttRunner();
        Tape tape = Tape.ForInference(threads: 1);
        one.Run(tape, windows[0], RunLayer);
        var two = new BpttRunner();
        two.LoadState(one.SaveState());
        Assert.Equal(one.Run(tape, windows[1], RunLayer).Values.Values.ToArray(), two.Run(tape, windows[1], RunLayer).Values.Values.ToArray());
        Assert.Empty(new BpttRunner().SaveState());
    }

    private SequenceOutput RunLayer(Tape tape, int start, int length, SequenceState? state) =>
        _layer.Run(tape, new SequenceBatch(_input.Slice(start, length)), state);

    private List<float[]> GradientsOf(BpttOptions options)
    {
        var runner = new BpttRunner();
        Tape tape = Tape.ForGradients(threads: 1);
        var gradients = new List<float[]>();
        foreach (BpttWindow window in BpttWindow.Of(Time, options))
        {
            _layer.ZeroGradients();
            SequenceBatch outputs = runner.Run(tape, window, RunLayer);
            Assert.Equal(window.End - window.LossStart, outputs.Time);
            tape.Backward(tape.Mean(outputs.Values));
            tape.Reset();
            gradients.Add(Gradients());
        }

        return gradients;
    }

    /// <summary>Reads the stored inputs anew: up to <paramref name="from"/> without gradient, then one window.</summary>
    private float[] ReferenceGradient(int from, int lossFrom, int end)
    {
        SequenceState? state = from == 0 ? null : RunLayer(Tape.ForInference(threads: 1), 0, from, null).State.Detach();
        Tape tape = Tape.ForGradients(threads: 1);
        _layer.ZeroGradients();
        Tensor outputs = RunLayer(tape, from, end - from, state).Outputs.Values;
        tape.Backward(tape.Mean(outputs.Slice(lossFrom - from, end - lossFrom)));
        return Gradients();
    }

    private float[] Gradients() => [.. _layer.Parameters().SelectMany(named => named.Parameter.MutableGradient.ToArray())];
}
