using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Testing;

namespace Recurrent.Layers.Tests.Sequence;

public class RecurrentStackTests
{
    [Fact]
    public void Parameter_names_and_shapes_are_PyTorchs_when_two_layers_run_both_ways()
    {
        var layer = new Lstm(new LstmOptions { InputSize = 3, HiddenSize = 5, Layers = 2, Bidirectional = true }, new RandomSource(1));
        Assert.Equal(
            [
                "weight_ih_l0 [20, 3]", "weight_hh_l0 [20, 5]", "bias_ih_l0 [20]", "bias_hh_l0 [20]",
                "weight_ih_l0_reverse [20, 3]", "weight_hh_l0_reverse [20, 5]", "bias_ih_l0_reverse [20]", "bias_hh_l0_reverse [20]",
                "weight_ih_l1 [20, 10]", "weight_hh_l1 [20, 5]", "bias_ih_l1 [20]", "bias_hh_l1 [20]",
                "weight_ih_l1_reverse [20, 10]", "weight_hh_l1_reverse [20, 5]", "bias_ih_l1_reverse [20]", "bias_hh_l1_reverse [20]",
            ],
            layer.Parameters().Select(parameter => $"{parameter.Name} {parameter.Parameter.Shape}"));
    }

    [Theory]
    [InlineData("rnn/deep-both", 1)]
    [InlineData("lstm/deep-both", 2)]
    [InlineData("gru/deep-both", 1)]
    public void Zero_state_is_layers_times_directions_by_batch_by_hidden(string name, int components)
    {
        SequenceState state = RecurrentCases.Create(name, new RandomSource(1)).ZeroState(7);
        Assert.Equal(components, state.Components.Length);
        Assert.All(state.Components, component => Assert.Equal(new Shape(6, 7, 5), component.Shape));
        Assert.All(state.Components, component => Assert.False(component.Values.ContainsAnyExcept(0f)));
    }

    [Fact]
    public void Residual_adds_a_layers_input_to_its_output_from_the_second_layer_on()
    {
        RecurrentOptions options = new() { InputSize = 4, HiddenSize = 4, Layers = 2 };
        var plain = new Rnn(new RnnOptions(options), new RandomSource(1));
        var residual = new Rnn(new RnnOptions(options) { Residual = true }, new RandomSource(1));
        var first = new Rnn(new RnnOptions(options) { Layers = 1 }, new RandomSource(1));
        Tape tape = Tape.ForInference(threads: 1);
        SequenceOutput without = plain.Run(tape, SampleTensors.Batch("input", 5, 2, 4));
        SequenceOutput with = residual.Run(tape, SampleTensors.Batch("input", 5, 2, 4));
        float[] between = first.Run(tape, SampleTensors.Batch("input", 5, 2, 4)).Outputs.Values.Values.ToArray();
        float[] expected = [.. without.Outputs.Values.Values.ToArray().Zip(between, (output, input) => output + input)];
        Close.Absolute("outputs", expected, with.Outputs.Values.Values);
        Close.Absolute("state", without.State.Hidden, with.State.Hidden);
    }

    [Fact]
    public void Dropout_changes_nothing_when_there_is_one_layer()
    {
        var layer = new Gru(new GruOptions { InputSize = 3, HiddenSize = 4, Dropout = 0.9 }, new RandomSource(1));
        Tensor training = layer.Run(Tape.ForTraining(new RandomSource(1).Stream("dropout"), threads: 1), SampleTensors.Batch("input", 5, 2, 3)).Outputs.Values;
        Close.Absolute("outputs", layer.Run(Tape.ForInference(threads: 1), SampleTensors.Batch("input", 5, 2, 3)).Outputs.Values, training, tolerance: 0);
    }

    [Fact]
    public void Dropout_stands_between_layers_only_when_training()
    {
        var layer = new Gru(new GruOptions { InputSize = 3, HiddenSize = 4, Layers = 2, Dropout = 0.5 }, new RandomSource(1));
        float[] inference = Outputs(Tape.ForInference(threads: 1));
        float[] training = Outputs(Tape.ForTraining(new RandomSource(1).Stream("dropout"), threads: 1));
        Assert.Equal(inference, Outputs(Tape.ForGradients(threads: 1)));
        Assert.NotEqual(inference, training);

        // A dropped output would be exactly 0; the last layer's outputs are not dropped.
        Assert.DoesNotContain(0f, training);

        float[] Outputs(Tape tape) => layer.Run(tape, SampleTensors.Batch("input", 5, 2, 3)).Outputs.Values.Values.ToArray();
    }

    [Fact]
    public void Input_of_other_features_is_refused_with_both_numbers()
    {
        var layer = new Gru(new GruOptions { InputSize = 3, HiddenSize = 4 }, new RandomSource(1));
        string message = Assert.Throws<ArgumentException>(() => layer.Run(Tape.ForInference(threads: 1), SampleTensors.Batch("input", 5, 2, 4))).Message;
        Assert.Contains("4 features, the layer reads 3", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 3, 4)]
    [InlineData(2, 2, 4)]
    [InlineData(1, 2, 5)]
    public void State_of_another_shape_is_refused(int layers, int rows, int hidden)
    {
        var layer = new Gru(new GruOptions { InputSize = 3, HiddenSize = 4 }, new RandomSource(1));
        SequenceState state = new([Tensor.Zeros(new Shape(layers, rows, hidden))]);
        string message = Assert.Throws<ArgumentException>(() => layer.Run(Tape.ForInference(threads: 1), SampleTensors.Batch("input", 5, 2, 3), state)).Message;
        Assert.Contains("[1, 2, 4]", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hidden_and_cell_of_an_lstm_are_needed_both()
    {
        var layer = new Lstm(new LstmOptions { InputSize = 3, HiddenSize = 4 }, new RandomSource(1));
        SequenceState state = new([Tensor.Zeros(new Shape(1, 2, 4))]);
        Assert.Throws<ArgumentException>(() => layer.Run(Tape.ForInference(threads: 1), SampleTensors.Batch("input", 5, 2, 3), state));
    }

    [Fact]
    public void A_layers_values_stay_when_another_is_added()
    {
        LstmOptions options = new() { InputSize = 3, HiddenSize = 4 };
        var one = new Lstm(options, new InitializationScope(new RandomSource(1)).Part("encoder"));
        var two = new Lstm(options with { Layers = 2 }, new InitializationScope(new RandomSource(1)).Part("encoder"));
        var other = new Lstm(options, new InitializationScope(new RandomSource(1)).Part("decoder"));
        Assert.Equal(one.Parameters().First().Parameter.Values, two.Parameters().First().Parameter.Values);
        Assert.NotEqual(one.Parameters().First().Parameter.Values.ToArray(), other.Parameters().First().Parameter.Values.ToArray());
    }
}
