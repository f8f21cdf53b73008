using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;
using Recurrent.Testing;
using GoldenFixture = Recurrent.Testing.Golden;

namespace Recurrent.Layers.Tests.Golden;

/// <summary>Our layers against libtorch's RNN, LSTM and GRU: values, every gradient, and ten Adam steps.</summary>
public class RecurrentGoldenTests
{
    public static TheoryData<string> Names() => [.. GoldenFixture.Names("recurrent")];

    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_and_states_equal_libtorch_when_run_on_its_weights(string name)
    {
        var golden = GoldenFixture.Load(name);
        RecurrentStack layer = Layer(golden);
        SequenceOutput output = layer.Run(Tape.ForInference(threads: 1), Batch(golden), State(golden, asVariable: false));
        Close.Absolute("output", golden.Floats("output"), output.Outputs.Values.Values);
        Close.Absolute("hn", golden.Floats("hn"), output.State.Hidden.Values);
        if (golden.Contains("cn"))
        {
            Close.Absolute("cn", golden.Floats("cn"), output.State.Cell.Values);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_equal_libtorch_when_outputs_and_states_are_weighted(string name)
    {
        var golden = GoldenFixture.Load(name);
        RecurrentStack layer = Layer(golden);
        var tape = Tape.ForGradients(threads: 1);
        SequenceBatch batch = Batch(golden);
        SequenceState? state = State(golden, asVariable: true);
        SequenceOutput output = layer.Run(tape, batch, state);
        Tensor loss = Weighted(tape, output.Outputs.Values, golden, "output");
        loss = tape.Add(loss, Weighted(tape, output.State.Hidden, golden, "hn"));
        loss = golden.Contains("cn") ? tape.Add(loss, Weighted(tape, output.State.Cell, golden, "cn")) : loss;
        Close.Relative("loss", golden.Floats("loss"), loss.Values, 1e-5, floor: 1);
        tape.Backward(loss);

        Close.Relative("grad.input", golden.Floats("grad.input"), batch.Values.Gradient, 1e-4);
        foreach ((string parameterName, Parameter parameter) in layer.Parameters())
        {
            Close.Relative($"grad.{parameterName}", golden.Floats($"grad.{parameterName}"), parameter.Gradient, 1e-4);
        }

        for (int component = 0; component < (state?.Components.Length ?? 0); component++)
        {
            string array = component == 0 ? "grad.h0" : "grad.c0";
            Close.Relative(array, golden.Floats(array), state!.Components[component].Gradient, 1e-4);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Ten_Adam_steps_give_the_losses_and_weights_of_libtorch(string name)
    {
        var golden = GoldenFixture.Load(name);
        RecurrentStack layer = Layer(golden);
        var adam = new PlainAdam([.. layer.Parameters().Select(named => named.Parameter)], rate: 1e-2);
        var tape = Tape.ForGradients(threads: 1);
        Tensor target = Tensor.FromValues(golden.Floats("adam.target"), new Shape(golden.Shape("adam.target")));
        var losses = new float[10];
        for (int step = 0; step < losses.Length; step++)
        {
            layer.ZeroGradients();
            Tensor output = layer.Run(tape, Batch(golden), State(golden, asVariable: false)).Outputs.Values;
            Tensor loss = tape.Mean(tape.Square(tape.Subtract(output, target)));
            losses[step] = loss.ToScalar();
            tape.Backward(loss);
            adam.Step();
            tape.Reset();
        }

        Close.Absolute("adam.losses", golden.Floats("adam.losses"), losses, 1e-4);
        foreach ((string parameterName, Parameter parameter) in layer.Parameters())
        {
            Close.Absolute($"adam.final.{parameterName}", golden.Floats($"adam.final.{parameterName}"), parameter.Values, 1e-3);
        }
    }

    private static Tensor Weighted(Tape tape, Tensor values, GoldenFixture golden, string array) =>
        tape.Sum(tape.Multiply(values, Tensor.FromValues(golden.Floats($"upstream.{array}"), values.Shape)));

    private static RecurrentStack Layer(GoldenFixture golden)
    {
        var options = new RecurrentOptions
        {
            InputSize = golden.IntegerOption("input"),
            HiddenSize = golden.IntegerOption("hidden"),
            Layers = golden.IntegerOption("layers"),
            Bidirectional = golden.FlagOption("bidirectional"),
        };
        string cell = golden.TextOption("cell");
        string ours = cell == "rnn-tanh" ? "rnn" : cell;
        var layer = (RecurrentStack)SequenceLayers.BuiltIn.Create(ours, options, InitializationScope.ForLoading);
        layer.LoadParameters(golden.ArrayNames
            .Where(array => array.StartsWith("weight_", StringComparison.Ordinal) || array.StartsWith("bias_", StringComparison.Ordinal))
            .ToDictionary(array => array, array => Tensor.FromValues(golden.Floats(array), new Shape(golden.Shape(array)))));
        return layer;
    }

    private static SequenceBatch Batch(GoldenFixture golden) =>
        new(Tensor.Variable(golden.Floats("input"), new Shape(golden.Shape("input"))), [.. golden.Integers("lengths")]);

    private static SequenceState? State(GoldenFixture golden, bool asVariable)
    {
        string[] arrays = [.. ((string[])["h0", "c0"]).Where(golden.Contains)];
        return arrays.Length == 0
            ? null
            : new SequenceState([.. arrays.Select(array => asVariable
                ? Tensor.Variable(golden.Floats(array), new Shape(golden.Shape(array)))
                : Tensor.FromValues(golden.Floats(array), new Shape(golden.Shape(array))))]);
    }
}
