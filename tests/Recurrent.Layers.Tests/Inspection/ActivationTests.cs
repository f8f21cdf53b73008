using Recurrent.Layers.Cells;
using Recurrent.Layers.Inspection;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Testing;

namespace Recurrent.Layers.Tests.Inspection;

/// <summary>What a cell shows of a step is what the step did: the state is computed again from the gates alone, in double.</summary>
public class ActivationTests
{
    private const int Rows = 3, Inputs = 4, Hidden = 5;

    // A transformer has no recurrent cell.
    public static TheoryData<string> Cells => [.. SequenceLayers.BuiltIn.Names.Where(name => name != "transformer")];

    [Theory]
    [MemberData(nameof(Cells))]
    public void Every_cell_of_the_library_shows_bounded_activations_of_its_own_names(string cell)
    {
        Recurrence recurrence = One(cell);
        IReadOnlyList<CellActivation> shown = recurrence.Activations(Tape.ForInference(), Input(), State(recurrence));
        Assert.NotEmpty(shown);
        Assert.Equal(shown.Count, shown.Select(one => one.Name).Distinct().Count());
        Assert.All(shown, one =>
        {
            Assert.Equal(new Shape(Rows, Hidden), one.Values.Shape);
            double lowest = one.Kind == ActivationKind.Symmetric ? -1 : 0, highest = one.Kind == ActivationKind.Rectified ? double.MaxValue : 1;
            Assert.All(one.Values.Values.ToArray(), value => Assert.InRange(value, lowest, highest));
        });
    }

    [Fact]
    public void Lstm_is_its_gates() => Check("lstm", (gate, state) =>
    {
        double memory = (gate("forget") * state[1]) + (gate("input") * gate("candidate"));
        return [gate("output") * Math.Tanh(memory), memory];
    });

    [Theory]
    [InlineData("gru")]
    [InlineData("gru-reset-before")]
    public void Gru_is_its_gates(string cell) => Check(cell, (gate, state) => [((1 - gate("update")) * gate("candidate")) + (gate("update") * state[0])]);

    [Theory]
    [InlineData("rnn")]
    [InlineData("rnn-relu")]
    [InlineData("indrnn")]
    public void Simple_network_is_its_activation(string cell) => Check(cell, (gate, _) => [gate("hidden")]);

    [Fact]
    public void Minimal_cells_and_sru_mix_old_and_new_by_their_gates()
    {
        CheckMix("mingru", 0, gate => 1 - gate("update"), gate => gate("update"));
        CheckMix("minlstm", 0, gate => gate("forget"), gate => gate("input"));
        CheckMix("sru", 1, gate => gate("forget"), gate => 1 - gate("forget"));
    }

    [Fact]
    public void Zoneout_shows_the_gates_of_its_cell()
    {
        Recurrence plain = One("lstm"), zoned = One("lstm", zoneout: 0.3);
        IReadOnlyList<Tensor> state = State(plain);
        IReadOnlyList<CellActivation> expected = plain.Activations(Tape.ForInference(), Input(), state), shown = zoned.Activations(Tape.ForInference(), Input(), state);
        Assert.Equal(expected.Select(one => one.Name), shown.Select(one => one.Name));
        Assert.All(expected.Zip(shown), pair => Close.Absolute(pair.First.Name, pair.First.Values, pair.Second.Values, 0));
    }

    [Fact]
    public void Dilation_shows_the_gates_over_the_state_that_the_step_reads()
    {
        Recurrence plain = SequenceLayers.BuiltIn.Create("gru", new RecurrentOptions { InputSize = Hidden, HiddenSize = Hidden }, new RandomSource(9)).Recurrences[0];
        Recurrence dilated = SequenceLayers.BuiltIn.Create(
            "gru", new RecurrentOptions { InputSize = Inputs, HiddenSize = Hidden, Layers = 2, Dilation = 3 }, new RandomSource(3)).Recurrences[1];
        plain.Cell.LoadParameters(dilated.Cell.Parameters().ToDictionary(one => one.Name, one => (Tensor)one.Parameter));
        Tensor[] slots = State(dilated);
        Tensor input = SampleTensors.Normal("input", new Shape(Rows, Hidden));
        Assert.Equal(3, slots.Length);
        IReadOnlyList<CellActivation> expected = plain.Activations(Tape.ForInference(), input, [slots[2]]), shown = dilated.Activations(Tape.ForInference(), input, slots);
        Assert.All(expected.Zip(shown), pair => Close.Absolute(pair.First.Name, pair.First.Values, pair.Second.Values, 0));
    }

    private static Recurrence One(string cell, double zoneout = 0)
    {
        var options = new RecurrentOptions { InputSize = Inputs, HiddenSize = Hidden, Zoneout = zoneout };
        return SequenceLayers.BuiltIn.Create(cell, options, new RandomSource(3)).Recurrences[0];
    }

    private static Tensor Input(double scale = 1) => SampleTensors.Normal("input", new Shape(Rows, Inputs), scale);

    private static Tensor[] State(Recurrence recurrence, double scale = 1) =>
        [.. recurrence.ZeroState(Rows).Select((one, component) => SampleTensors.Normal($"state {component}", one.Shape, scale))];

    private static void Check(string cell, Func<Func<string, double>, double[], double[]> step)
    {
        Recurrence recurrence = One(cell);
        Tensor[] state = State(recurrence);
        IReadOnlyList<CellActivation> shown = recurrence.Activations(Tape.ForInference(), Input(), state);
        IReadOnlyList<Tensor> after = recurrence.Step(Tape.ForInference(), Input(), state);
        for (int place = 0; place < Rows * Hidden; place++)
        {
            double[] expected = step(name => shown.Single(one => one.Name == name).Values.Values[place], [.. state.Select(one => (double)one.Values[place])]);
            for (int component = 0; component < after.Count; component++) Assert.Equal(expected[component], after[component].Values[place], 1e-5);
        }
    }

    /// <summary>From two states the difference of the results is the difference of the states times the gate that keeps; with equal gates for both.</summary>
    private static void CheckMix(string cell, int component, Func<Func<string, double>, double> keep, Func<Func<string, double>, double> take)
    {
        Recurrence recurrence = One(cell);
        Tensor[] zero = State(recurrence, 0), some = State(recurrence, 1e-3);
        IReadOnlyList<CellActivation> shown = recurrence.Activations(Tape.ForInference(), Input(), zero);
        Tensor from = recurrence.Step(Tape.ForInference(), Input(), zero)[component], with = recurrence.Step(Tape.ForInference(), Input(), some)[component];
        for (int place = 0; place < Rows * Hidden; place++)
        {
            double Gate(string name) => shown.Single(one => one.Name == name).Values.Values[place];
            Assert.Equal(1, keep(Gate) + take(Gate), 1e-5);

            // The gates of SRU see the state too, a thousandth of it moves them by less than the tolerance.
            Assert.Equal(keep(Gate) * some[component].Values[place], with.Values[place] - from.Values[place], 2e-3 * Math.Abs(from.Values[place]) + 1e-6);
        }
    }
}
