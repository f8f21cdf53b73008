using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Testing;

namespace Recurrent.Layers.Tests.Sequence;

public class PackedWeightsTests
{
    public static TheoryData<string> Kinds() => [.. RecurrentCases.Fused];

    [Fact]
    public void Copy_is_made_once_when_parameters_stand_still_and_again_when_one_has_changed()
    {
        Parameter first = new([1], new Shape(1)), second = new([2], new Shape(1));
        int packs = 0;
        var packed = new PackedWeights<string>(() => $"{++packs}: {first.Values[0] + second.Values[0]}", first, second);
        Assert.Equal("1: 3", packed.Current());
        Assert.Equal("1: 3", packed.Current());
        second.BeginUpdate()[0] = 5;
        Assert.Equal("2: 6", packed.Current());
        first.BeginUpdate()[0] = 2;
        Assert.Equal("3: 7", packed.Current());
        Assert.Equal("3: 7", packed.Current());
    }

    [Fact]
    public void Copy_is_made_at_the_next_call_when_making_it_has_failed()
    {
        int packs = 0;
        var packed = new PackedWeights<string>(() => ++packs == 1 ? throw new InvalidOperationException("first") : "made", new Parameter([1], new Shape(1)));
        Assert.Throws<InvalidOperationException>(packed.Current);
        Assert.Equal("made", packed.Current());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Inference_follows_the_weights_when_any_parameter_changes_between_passes(string kind)
    {
        RecurrentStack layer = RecurrentCases.Create($"{kind}/deep-both", new RandomSource(1));
        foreach ((string name, Parameter parameter) in layer.Parameters())
        {
            float[] before = Run(layer, Tape.ForInference(threads: 1));
            foreach (ref float value in parameter.BeginUpdate())
            {
                value += 0.25f;
            }

            float[] after = Run(layer, Tape.ForInference(threads: 1));
            Assert.True(!before.AsSpan().SequenceEqual(after), $"{name} changed, the outputs did not.");
            Assert.Equal(Run(layer, Tape.ForGradients(threads: 1)), after);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Inference_on_many_threads_gives_one_result_when_weights_have_just_changed(string kind)
    {
        RecurrentStack layer = RecurrentCases.Create($"{kind}/both", new RandomSource(1));
        for (int round = 0; round < 10; round++)
        {
            layer.Parameters().First().Parameter.BeginUpdate()[0] += 0.25f;
            float[] expected = Run(layer, Tape.ForGradients(threads: 1));
            var outputs = new float[8][];
            Parallel.For(0, outputs.Length, index => outputs[index] = Run(layer, Tape.ForInference(threads: 1)));
            Assert.All(outputs, output => Assert.Equal(expected, output));
        }
    }

    private static float[] Run(RecurrentStack layer, Tape tape)
    {
        Tensor input = SampleTensors.Variable("input", new Shape(4, 3, layer.InputSize));
        return layer.Run(tape, new SequenceBatch(input, [4, 2, 3])).Outputs.Values.Values.ToArray();
    }
}
