using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Testing;

namespace Recurrent.Layers.Tests.Sequence;

/// <summary>The fused layers against the plain loop over time with the same cell.</summary>
public class FusedLayerTests
{
    private const int Time = 6;
    private const int Rows = 4;

    public static TheoryData<string, string, bool> Cases()
    {
        var cases = new TheoryData<string, string, bool>();
        foreach (string kind in RecurrentCases.Fused)
        {
            foreach (string shape in RecurrentCases.ShapeNames)
            {
                cases.Add(kind, shape, false);
                cases.Add(kind, shape, true);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fused_layer_gives_the_plain_loops_values_and_gradients_when_weights_are_equal(string kind, string shape, bool isPadded)
    {
        RecurrentStack fused = RecurrentCases.Create($"{kind}/{shape}", new RandomSource(1));
        RecurrentStack plain = RecurrentCases.Create($"{kind}-cell/{shape}", new RandomSource(1));
        Result expected = Run(plain, isPadded), actual = Run(fused, isPadded);
        Assert.Equal(expected.Values.Keys, actual.Values.Keys);
        foreach ((string what, float[] values) in expected.Values)
        {
            Close.Relative(what, values, actual.Values[what], 1e-5, floor: 1);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Dropout_masks_are_equal_when_the_tape_has_the_same_stream(string kind, string shape, bool isPadded)
    {
        RecurrentStack fused = RecurrentCases.Create($"{kind}/{shape}", new RandomSource(1));
        RecurrentStack plain = RecurrentCases.Create($"{kind}-cell/{shape}", new RandomSource(1));
        Close.Absolute("outputs", Train(plain, isPadded), Train(fused, isPadded));
    }

    private static Tensor Train(RecurrentStack layer, bool isPadded) =>
        layer.Run(Tape.ForTraining(new RandomSource(5).Stream("dropout"), threads: 1), Batch(layer, isPadded)).Outputs.Values;

    private static SequenceBatch Batch(RecurrentStack layer, bool isPadded) => new(
        SampleTensors.Variable("input", new Shape(Time, Rows, layer.InputSize)), isPadded ? [4, 0, 6, 1] : default);

    private static Result Run(RecurrentStack layer, bool isPadded)
    {
        var tape = Tape.ForGradients(threads: 1);
        SequenceBatch batch = Batch(layer, isPadded);
        SequenceState initial = new([.. layer.ZeroState(Rows).Components.Select((zero, component) => SampleTensors.Variable($"state {component}", zero.Shape, 0.5))]);
        SequenceOutput output = layer.Run(tape, batch, initial);
        var result = new Result([]);
        Tensor loss = Weigh(tape, "outputs", output.Outputs.Values, result);
        for (int component = 0; component < output.State.Components.Length; component++)
        {
            loss = tape.Add(loss, Weigh(tape, $"state {component}", output.State.Components[component], result));
        }

        tape.Backward(loss);
        result.Values.Add("gradient of the input", batch.Values.Gradient.ToArray());
        foreach ((string name, Parameter parameter) in layer.Parameters())
        {
            result.Values.Add($"gradient of {name}", parameter.Gradient.ToArray());
        }

        for (int component = 0; component < initial.Components.Length; component++)
        {
            result.Values.Add($"gradient of initial {component}", initial.Components[component].Gradient.ToArray());
        }

        return result;
    }

    private static Tensor Weigh(Tape tape, string what, Tensor values, Result result)
    {
        result.Values.Add(what, values.Values.ToArray());
        return tape.Sum(tape.Multiply(values, SampleTensors.Normal($"upstream {what}", values.Shape)));
    }

    private sealed record Result(Dictionary<string, float[]> Values);
}
