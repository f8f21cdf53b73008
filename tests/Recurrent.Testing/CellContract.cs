using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Xunit;

namespace Recurrent.Testing;

/// <summary>What every sequence layer keeps, whatever its cell; one <see cref="CellClause"/> is one test.</summary>
/// <param name="create">Makes the layer.</param>
/// <param name="isCausal">False for a layer that reads backwards too: it cannot run step by step.</param>
/// <param name="unread">Components of the state that no step reads, such as the output of a cell whose state is another; null for none.</param>
/// <param name="divisor">A component that the cell divides by, so that states of the tests have it above ½; null for none.</param>
public sealed class CellContract(Func<InitializationScope, SequenceLayer> create, bool isCausal = true, Predicate<int>? unread = null, int? divisor = null)
{
    private const int Time = 6;
    private const int Rows = 4;
    private static readonly int[] UnsortedLengths = [3, 0, 6, 1];
    private readonly SequenceLayer _layer = create(new RandomSource(1));

    /// <summary>
    /// Makes a state of so many rows whose shapes, and values of the component that no step reads, are those of a layer in the middle of a
    /// sequence; null where the zero state has these shapes too.
    /// </summary>
    public Func<SequenceLayer, int, SequenceState>? Middle { get; init; }

    /// <summary>Checks one clause.</summary>
    public void Check(CellClause clause)
    {
        Action check = clause switch
        {
            CellClause.StepsEqualSequence => StepsEqualSequence,
            CellClause.PaddingNeverMatters => PaddingNeverMatters,
            CellClause.LengthZeroReturnsInitialState => LengthZeroReturnsInitialState,
            CellClause.StateRoundTrips => StateRoundTrips,
            CellClause.DetachCutsTheTape => DetachCutsTheTape,
            CellClause.RunsRepeat => RunsRepeat,
            CellClause.TwoThreadsMayInfer => TwoThreadsMayInfer,
            CellClause.BatchMayChange => BatchMayChange,
            CellClause.GradientReachesInitialState => GradientReachesInitialState,
            CellClause.StreamEqualsRun => StreamEqualsRun,
            CellClause.StreamRestores => StreamRestores,
            _ => throw new ArgumentOutOfRangeException(nameof(clause), clause, "Unknown clause."),
        };
        check();
    }

    private static Tape Inference() => Tape.ForInference(threads: 1);

    private static void AssertSame(string what, SequenceState expected, SequenceState actual, double tolerance = 1e-5)
    {
        Assert.Equal(expected.Components.Length, actual.Components.Length);
        for (int component = 0; component < expected.Components.Length; component++)
        {
            Close.Absolute($"{what} {component}", expected.Components[component], actual.Components[component], tolerance);
        }
    }

    private static Tensor Row(Tensor values, int row, int length)
    {
        int width = values.Shape[2];
        var taken = new float[length * width];
        for (int step = 0; step < length; step++)
        {
            values.Values.Slice(((step * values.Shape[1]) + row) * width, width).CopyTo(taken.AsSpan(step * width));
        }

        return Tensor.FromValues(taken, new Shape(length, 1, width));
    }

    private static Tensor AboveHalf(Tensor values) => Tensor.FromValues([.. values.Values.ToArray().Select(static value => Math.Abs(value) + 0.5f)], values.Shape);

    private SequenceBatch Batch(int time = Time) => SampleTensors.Batch("input", time, Rows, _layer.InputSize);

    private SequenceState State(string name = "state", bool asVariable = false, double scale = 0.5) => new(
        [.. (Middle is null ? _layer.ZeroState(Rows) : Middle(_layer, Rows)).Components.Select((given, component) =>
        {
            bool isGiven = Middle is not null && unread?.Invoke(component) == true;
            Tensor values = isGiven ? given : SampleTensors.Normal($"{name} {component}", given.Shape, scale);
            values = component == divisor && name == "state" ? AboveHalf(values) : values;
            return isGiven || asVariable ? Tensor.Variable(values.Values, given.Shape) : values;
        })]);

    private void StepsEqualSequence()
    {
        if (!isCausal)
        {
            return;
        }

        SequenceBatch batch = Batch();
        Tape tape = Inference();
        SequenceOutput whole = _layer.Run(tape, batch, State());
        SequenceState state = State();
        for (int step = 0; step < Time; step++)
        {
            SequenceOutput one = _layer.Run(tape, new SequenceBatch(batch.Values.Slice(step, 1)), state);
            state = one.State;
            Close.Absolute($"output of step {step}", whole.Outputs.Values.Slice(step, 1), one.Outputs.Values);
        }

        AssertSame("state", whole.State, state);
    }

    private void PaddingNeverMatters()
    {
        SequenceBatch full = Batch();
        float[] padded = full.Values.Values.ToArray();
        for (int step = 0; step < Time; step++)
        {
            for (int row = 0; row < Rows; row++)
            {
                if (step >= UnsortedLengths[row])
                {
                    padded.AsSpan(((step * Rows) + row) * full.Features, full.Features).Fill(float.NaN);
                }
            }
        }

        Tensor input = Tensor.Variable(padded, full.Values.Shape);
        var tape = Tape.ForGradients(threads: 1);
        _layer.ZeroGradients();
        SequenceOutput output = _layer.Run(tape, new SequenceBatch(input, [.. UnsortedLengths]), State());
        tape.Backward(output.Outputs.Values, SampleTensors.Normal("upstream", output.Outputs.Values.Shape).Values);
        float[][] gradients = [.. _layer.Parameters().Select(named => named.Parameter.Gradient.ToArray())];
        _layer.ZeroGradients();
        for (int row = 0; row < Rows; row++)
        {
            CompareRow(row, full, input, output);
        }

        int index = 0;
        foreach ((string name, Parameter parameter) in _layer.Parameters())
        {
            Close.Relative($"gradient of {name}", parameter.Gradient, gradients[index++], tolerance: 2e-5);
        }

        _layer.ZeroGradients();
    }

    private void CompareRow(int row, SequenceBatch full, Tensor input, SequenceOutput output)
    {
        int length = UnsortedLengths[row];
        var tape = Tape.ForGradients(threads: 1);
        Tensor alone = Tensor.Variable(Row(full.Values, row, length).Values, new Shape(length, 1, full.Features));
        SequenceOutput expected = _layer.Run(tape, new SequenceBatch(alone), State().SelectRows(row));
        Close.Absolute($"outputs of row {row}", expected.Outputs.Values, Row(output.Outputs.Values, row, length));
        AssertSame($"state of row {row}", expected.State, output.State.SelectRows(row));
        ReadOnlySpan<float> all = Row(output.Outputs.Values, row, Time).Values;
        Assert.False(all[(length * _layer.OutputSize)..].ContainsAnyExcept(0f), $"row {row} has outputs in its padding");

        Tensor gradient = Row(Tensor.FromValues(input.Gradient, input.Shape), row, Time);
        Assert.False(gradient.Values[(length * full.Features)..].ContainsAnyExcept(0f), $"row {row} has a gradient in its padding");
        if (length > 0)
        {
            Tensor upstream = SampleTensors.Normal("upstream", output.Outputs.Values.Shape);
            tape.Backward(expected.Outputs.Values, Row(upstream, row, length).Values);
            Close.Relative($"input gradient of row {row}", alone.Gradient, gradient.Values[..(length * full.Features)]);
        }
    }

    private void LengthZeroReturnsInitialState()
    {
        Tape tape = Inference();
        SequenceState initial = State();
        SequenceOutput output = _layer.Run(tape, new SequenceBatch(Batch().Values, [0, 6, 0, 2]), initial);
        AssertSame("state of row 0", initial.SelectRows(0), output.State.SelectRows(0), tolerance: 0);
        AssertSame("state of row 2", initial.SelectRows(2), output.State.SelectRows(2), tolerance: 0);
        SequenceOutput nothing = _layer.Run(tape, new SequenceBatch(Tensor.Zeros(new Shape(0, Rows, _layer.InputSize))), initial);
        Assert.Equal(new Shape(0, Rows, _layer.OutputSize), nothing.Outputs.Values.Shape);
        AssertSame("state after no step", initial, nothing.State, tolerance: 0);
        SequenceOutput padded = _layer.Run(tape, new SequenceBatch(Batch().Values, [0, 0, 0, 0]));
        AssertSame("zero state", _layer.ZeroState(Rows), padded.State, tolerance: 0);
        Assert.False(padded.Outputs.Values.Values.ContainsAnyExcept(0f));
    }

    private void StateRoundTrips()
    {
        Tape tape = Inference();
        SequenceState state = _layer.Run(tape, Batch()).State;
        (float[] Values, Shape Shape)[] saved = [.. state.Components.Select(component => (component.Values.ToArray(), component.Shape))];
        var loaded = new SequenceState([.. saved.Select(component => Tensor.FromValues(component.Values, component.Shape))]);
        AssertSame("state", state, loaded, tolerance: 0);
        SequenceOutput expected = _layer.Run(tape, Batch(), state), actual = _layer.Run(tape, Batch(), loaded);
        Close.Absolute("outputs", expected.Outputs.Values, actual.Outputs.Values, tolerance: 0);
        AssertSame("next state", expected.State, actual.State, tolerance: 0);
        Assert.True(Differs(expected.Outputs.Values, _layer.Run(tape, Batch()).Outputs.Values), "the state has no effect on the outputs");
    }

    private void DetachCutsTheTape()
    {
        var tape = Tape.ForGradients(threads: 1);
        Tensor input = SampleTensors.Variable("input", new Shape(Time, Rows, _layer.InputSize));
        SequenceState state = _layer.Run(tape, new SequenceBatch(input)).State;
        SequenceState detached = state.Detach();
        AssertSame("detached state", state, detached, tolerance: 0);
        Assert.All(detached.Components, component => Assert.False(component.RequiresGradient));
        SequenceOutput next = _layer.Run(tape, Batch(), detached);
        tape.Backward(next.Outputs.Values, SampleTensors.Normal("upstream", next.Outputs.Values.Shape).Values);
        Assert.False(input.Gradient.ContainsAnyExcept(0f), "a gradient passed the detached state");
        float[] before = detached.Hidden.Values.ToArray();
        tape.Reset();
        Close.Absolute("state after Reset", before, detached.Hidden.Values, tolerance: 0);
        _layer.ZeroGradients();
    }

    private void RunsRepeat()
    {
        Tape tape = Inference();
        SequenceOutput first = _layer.Run(tape, Batch(), State()), second = _layer.Run(tape, Batch(), State());
        Close.Absolute("outputs", first.Outputs.Values, second.Outputs.Values, tolerance: 0);
        AssertSame("state", first.State, second.State, tolerance: 0);
        SequenceOutput other = create(new RandomSource(1)).Run(Tape.ForInference(threads: 2), Batch(), State());
        Close.Absolute("outputs of an equal layer on two threads", first.Outputs.Values, other.Outputs.Values, tolerance: 0);
    }

    private void TwoThreadsMayInfer()
    {
        SequenceOutput expected = _layer.Run(Inference(), Batch(), State());
        using var start = new Barrier(2);
        var results = new float[2][];
        Task[] tasks = [.. Enumerable.Range(0, results.Length).Select(index => Task.Factory.StartNew(
            () => InferRepeatedly(index), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        Task.WaitAll(tasks);
        Assert.All(results, result => Close.Absolute("outputs", expected.Outputs.Values.Values, result, tolerance: 0));

        void InferRepeatedly(int index)
        {
            start.SignalAndWait();
            for (int repeat = 0; repeat < 10; repeat++)
            {
                results[index] = _layer.Run(Inference(), Batch(), State()).Outputs.Values.Values.ToArray();
            }
        }
    }

    private void BatchMayChange()
    {
        Tape tape = Inference();
        SequenceOutput all = _layer.Run(tape, Batch(), State());
        for (int row = 0; row < Rows; row++)
        {
            SequenceOutput one = _layer.Run(tape, new SequenceBatch(Row(Batch().Values, row, Time)), State().SelectRows(row));
            Close.Absolute($"outputs of row {row}", Row(all.Outputs.Values, row, Time), one.Outputs.Values);
            AssertSame($"state of row {row}", all.State.SelectRows(row), one.State);
        }
    }

    private void GradientReachesInitialState()
    {
        const float Step = 1e-3f;
        var tape = Tape.ForGradients(threads: 1);
        SequenceState state = State(asVariable: true), direction = State("direction", scale: 1);
        Tensor upstream = SampleTensors.Normal("upstream", new Shape(Time, Rows, _layer.OutputSize));
        tape.Backward(_layer.Run(tape, Batch(), state).Outputs.Values, upstream.Values);
        _layer.ZeroGradients();
        for (int component = 0; component < state.Components.Length; component++)
        {
            double before = Loss(component, -Step), here = Loss(component, 0), after = Loss(component, Step);
            double gradient = Sum(state.Components[component].Gradient, direction.Components[component].Values);

            // Where a ReLU has its corner within the step, only the difference on one side of it is the derivative.
            double[] slopes = [(after - before) / (2 * Step), (after - here) / Step, (here - before) / Step];
            double error = slopes.Min(slope => Math.Abs(slope - gradient));
            bool isUnread = unread?.Invoke(component) == true;
            Assert.True(slopes.Max(Math.Abs) > 1e-3 != isUnread, $"component {component} has {(isUnread ? "an" : "no")} effect");
            Assert.True(error <= 1e-2 * Math.Max(1, Math.Abs(gradient)), $"gradient of component {component} along a direction is {gradient}, the differences {string.Join(", ", slopes)}");
        }

        double Loss(int moved, float step)
        {
            SequenceState varied = new([.. state.Components.Select((component, index) => index != moved ? component.Detach() : Tensor.FromValues(
                [.. component.Values.ToArray().Zip(direction.Components[index].Values.ToArray(), (value, delta) => value + (step * delta))], component.Shape))]);
            return Sum(_layer.Run(Inference(), Batch(), varied).Outputs.Values.Values, upstream.Values);
        }
    }

    private void StreamEqualsRun()
    {
        if (!isCausal)
        {
            Assert.Throws<NotSupportedException>(() => _layer.OpenStream());
            return;
        }

        Tensor input = Row(Batch().Values, 0, Time);
        Tensor expected = _layer.Run(Inference(), new SequenceBatch(input)).Outputs.Values;
        SequenceStream stream = _layer.OpenStream(), second = _layer.OpenStream();
        for (int repeat = 0; repeat < 2; repeat++)
        {
            for (int step = 0; step < Time; step++)
            {
                second.Step(input.At(Time - 1 - step).Values);
                Close.Absolute($"output of step {step}", expected.At(step).Values, stream.Step(input.At(step).Values));
            }

            stream.Reset();
        }

        Assert.Throws<ArgumentException>(() => stream.Step(new float[_layer.InputSize + 1]).Length);
    }

    private void StreamRestores()
    {
        if (!isCausal)
        {
            return;
        }

        const int Half = Time / 2;
        Tensor input = Row(Batch().Values, 0, Time);
        SequenceOutput firstHalf = _layer.Run(Inference(), new SequenceBatch(input.Slice(0, Half)));
        Tensor expected = _layer.Run(Inference(), new SequenceBatch(input)).Outputs.Values;
        SequenceStream stream = _layer.OpenStream(), restored = _layer.OpenStream();
        for (int step = 0; step < Half; step++)
        {
            stream.Step(input.At(step).Values);
        }

        SequenceState saved = stream.SaveState();
        AssertSame("state", firstHalf.State, saved);
        stream.Step(input.At(Half).Values);
        restored.RestoreState(saved);
        for (int step = Half; step < Time; step++)
        {
            Close.Absolute($"output of step {step}", expected.At(step).Values, restored.Step(input.At(step).Values));
        }

        restored.RestoreState(firstHalf.State);
        Close.Absolute("output after a run", expected.At(Half).Values, restored.Step(input.At(Half).Values));
        Assert.Throws<ArgumentException>(() => restored.RestoreState(_layer.ZeroState(2)));
    }

    private static bool Differs(Tensor left, Tensor right) => !left.Values.SequenceEqual(right.Values);

    private static double Sum(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        double sum = 0;
        for (int index = 0; index < left.Length; index++)
        {
            sum += (double)left[index] * right[index];
        }

        return sum;
    }
}
