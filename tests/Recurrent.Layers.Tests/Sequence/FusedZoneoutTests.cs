using System.Collections.Immutable;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Testing;

namespace Recurrent.Layers.Tests.Sequence;

/// <summary>Zoneout within the fused time loop against steps of the cell whose old values are put back by hand, with the same draws.</summary>
public class FusedZoneoutTests
{
    private const int Time = 9, Inputs = 3;
    private const float Share = 0.3f;

    public static TheoryData<string, int, int, bool, bool> Cases
    {
        get
        {
            var cases = new TheoryData<string, int, int, bool, bool>();
            foreach (string cell in (string[])["rnn", "relu", "lstm", "coupled", "gru", "gru before"])
            {
                foreach ((int batch, int hidden) in ((int, int)[])[(5, 7), (1, 40), (60, 21)])
                {
                    cases.Add(cell, batch, hidden, true, true);
                    cases.Add(cell, batch, hidden, true, false);
                    cases.Add(cell, batch, hidden, false, true);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fused_zoneout_and_its_gradients_equal_steps_with_old_values_put_back(string cell, int batch, int hidden, bool isDrawn, bool isRagged)
    {
        RecurrentOptions options = new() { InputSize = Inputs, HiddenSize = hidden, Bidirectional = true, Zoneout = Share };
        RecurrentStack layer = LayerOf(cell, options);
        Assert.Equal(LayerExecution.Fused, layer.Execution);
        ImmutableArray<int> lengths = isRagged ? [.. Enumerable.Range(0, batch).Select(row => (row * 7 % (Time + 1)) is 0 && batch == 1 ? Time - 2 : row * 7 % (Time + 1))] : default;
        int components = layer.ZeroState(0).Components.Length;
        var input = Known("x", new Shape(Time, batch, Inputs));
        Parameter[] start = [.. Enumerable.Range(0, components).Select(index => Known($"s{index}", new Shape(2, batch, hidden)))];
        Gradients fused = Run(layer, isDrawn, (tape, known) => layer.Run(tape, new SequenceBatch(known, lengths), new SequenceState([.. start])), input, start);
        Gradients stepped = Run(layer, isDrawn, (tape, known) => Step(tape, layer, cell, new SequenceBatch(known, lengths), start), input, start);
        Assert.Equal(fused.Names, stepped.Names);
        for (int index = 0; index < fused.Values.Length; index++)
        {
            Close.Relative(fused.Names[index], stepped.Values[index], fused.Values[index], tolerance: 1e-5, floor: 1);
        }
    }

    [Theory]
    [InlineData("lstm")]
    [InlineData("gru")]
    public void Fused_zoneout_gives_the_same_bits_on_one_thread_and_on_two(string cell)
    {
        RecurrentStack layer = LayerOf(cell, new RecurrentOptions { InputSize = 40, HiddenSize = 70, Zoneout = Share });
        SequenceBatch input = SampleTensors.Batch("x", 12, 33, 40);
        float[][] runs = [.. ((int[])[1, 2]).Select(threads =>
        {
            Tape tape = Tape.ForTraining(new RandomSource(3).Stream("step"), threads);
            layer.ZeroGradients();
            Tensor outputs = layer.Run(tape, input).Outputs.Values;
            tape.Backward(tape.Sum(tape.Square(outputs)));
            return (float[])[.. outputs.Values, .. layer.Parameters().SelectMany(one => one.Parameter.Gradient.ToArray())];
        })];
        Assert.Equal(runs[0], runs[1]);
    }

    private static RecurrentStack LayerOf(string cell, RecurrentOptions options) => cell switch
    {
        "rnn" => new Rnn(new RnnOptions(options), new RandomSource(1)),
        "relu" => new Rnn(new RnnOptions(options) { Activation = RnnActivation.Relu }, new RandomSource(1)),
        "lstm" => new Lstm(new LstmOptions(options), new RandomSource(1)),
        "coupled" => new Lstm(new LstmOptions(options) { CoupledGates = true }, new RandomSource(1)),
        "gru" => new Gru(new GruOptions(options), new RandomSource(1)),
        _ => new Gru(new GruOptions(options) { ResetAfter = false }, new RandomSource(1)),
    };

    private static Parameter Known(string name, Shape shape) => new(SampleTensors.Normal(name, shape).Values, shape);

    private static Gradients Run(RecurrentStack layer, bool isDrawn, Func<Tape, Tensor, SequenceOutput> run, Parameter input, Parameter[] start)
    {
        Tape tape = isDrawn ? Tape.ForTraining(new RandomSource(3).Stream("step")) : Tape.ForGradients();
        layer.ZeroGradients();
        foreach (Parameter one in (Parameter[])[input, .. start])
        {
            one.ZeroGradient();
        }

        SequenceOutput output = run(tape, input);
        Tensor loss = tape.Sum(tape.Multiply(output.Outputs.Values, SampleTensors.Normal("to outputs", output.Outputs.Values.Shape)));
        foreach (Tensor component in output.State.Components)
        {
            loss = tape.Add(loss, tape.Sum(tape.Multiply(component, SampleTensors.Normal("to state", component.Shape))));
        }

        tape.Backward(loss);
        var named = layer.Parameters().Select(one => (one.Name, one.Parameter.Gradient.ToArray()))
            .Append(("input", input.Gradient.ToArray()))
            .Concat(start.Select((one, index) => ($"start {index}", one.Gradient.ToArray())))
            .Append(("outputs", output.Outputs.Values.Values.ToArray()))
            .Concat(output.State.Components.Select((one, index) => ($"final {index}", one.Values.ToArray())))
            .ToArray();
        return new Gradients([.. named.Select(one => one.Item1)], [.. named.Select(one => one.Item2)]);
    }

    /// <summary>The layer's two directions step by step, with the draws of the fused loop: h of all steps, then c, direction after direction.</summary>
    private static SequenceOutput Step(Tape tape, RecurrentStack layer, string cell, SequenceBatch input, Parameter[] start)
    {
        int components = start.Length;
        Tensor?[] draws = [.. Enumerable.Range(0, 2 * components).Select(_ => tape.DropoutMask(new Shape(input.Time, input.Batch, layer.HiddenSize), Share))];
        var outputs = new Tensor[2];
        var finals = new Tensor[2][];
        for (int direction = 0; direction < 2; direction++)
        {
            string suffix = direction == 0 ? "_l0" : "_l0_reverse";
            Func<Tensor, Tensor[], Tensor[]> step = StepOf(tape, layer, cell, suffix);
            Tensor[] state = [.. start.Select(one => one.At(direction))];
            var shown = new Tensor[input.Time];
            for (int count = 0; count < input.Time; count++)
            {
                int time = direction == 0 ? count : input.Time - 1 - count;
                Tensor[] next = step(input.Values.At(time), state);
                Tensor isValid = Tensor.FromValues([.. Enumerable.Range(0, input.Batch).Select(row => time < input.LengthOf(row) ? 1f : 0f)], new Shape(input.Batch, 1));
                for (int component = 0; component < components; component++)
                {
                    Tensor mixed = draws[(direction * components) + component] is { } drawn
                        ? tape.Where(drawn.At(time), next[component], state[component])
                        : tape.Add(tape.Scale(next[component], 1 - Share), tape.Scale(state[component], Share));
                    state[component] = tape.Where(isValid, mixed, state[component]);
                }

                shown[time] = tape.Where(isValid, state[0], Tensor.Zeros(new Shape(1)));
            }

            outputs[direction] = tape.Stack(0, shown);
            finals[direction] = state;
        }

        Tensor[] joined = [.. Enumerable.Range(0, components).Select(component => tape.Stack(0, finals[0][component], finals[1][component]))];
        return new SequenceOutput(input.With(tape.Concat(-1, outputs[0], outputs[1])), new SequenceState([.. joined]));
    }

    /// <summary>The cell's step over the layer's own parameters.</summary>
    private static Func<Tensor, Tensor[], Tensor[]> StepOf(Tape tape, RecurrentStack layer, string cell, string suffix)
    {
        Parameter Find(string name) => layer.Parameters().Single(one => one.Name == name + suffix).Parameter;
        Tensor FromInput(Tensor x) => tape.Linear(x, Find("weight_ih"), Find("bias_ih"));
        Tensor FromHidden(Tensor h) => tape.Linear(h, Find("weight_hh"), Find("bias_hh"));
        Tensor Gate(Tensor sums, int index) => tape.Slice(sums, -1, index * layer.HiddenSize, layer.HiddenSize);
        Tensor OneMinus(Tensor gate) => tape.AddScalar(tape.Negate(gate), 1);
        switch (cell)
        {
            case "rnn": return (x, state) => [tape.Tanh(tape.Add(FromInput(x), FromHidden(state[0])))];
            case "relu": return (x, state) => [tape.Relu(tape.Add(FromInput(x), FromHidden(state[0])))];
            case "gru" or "gru before":
                return (x, state) =>
                {
                    Tensor fromInput = FromInput(x), sums = tape.Add(fromInput, FromHidden(state[0]));
                    Tensor reset = tape.Sigmoid(Gate(sums, 0)), update = tape.Sigmoid(Gate(sums, 1));
                    Tensor recurrent = cell == "gru" ? tape.Multiply(reset, Gate(FromHidden(state[0]), 2)) : Gate(FromHidden(tape.Multiply(reset, state[0])), 2);
                    Tensor candidate = tape.Tanh(tape.Add(Gate(fromInput, 2), recurrent));
                    return [tape.Add(tape.Multiply(OneMinus(update), candidate), tape.Multiply(update, state[0]))];
                };
            default:
                return (x, state) => LstmStep(tape, new LstmSums(cell, tape.Add(FromInput(x), FromHidden(state[0])), Gate), state);
        }
    }

    private static Tensor[] LstmStep(Tape tape, LstmSums sums, Tensor[] state)
    {
        bool isCoupled = sums.Cell == "coupled";
        Tensor One(int index) => sums.Gate(sums.Values, index);
        Tensor forget = tape.Sigmoid(One(isCoupled ? 0 : 1)), input = isCoupled ? tape.AddScalar(tape.Negate(forget), 1) : tape.Sigmoid(One(0));
        Tensor candidate = tape.Tanh(One(isCoupled ? 1 : 2)), output = tape.Sigmoid(One(isCoupled ? 2 : 3));
        Tensor memory = tape.Add(tape.Multiply(forget, state[1]), tape.Multiply(input, candidate));
        return [tape.Multiply(output, tape.Tanh(memory)), memory];
    }

    private sealed record LstmSums(string Cell, Tensor Values, Func<Tensor, int, Tensor> Gate);

    private sealed record Gradients(string[] Names, float[][] Values);
}
