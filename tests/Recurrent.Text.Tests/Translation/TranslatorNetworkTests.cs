using Recurrent.Layers;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Text.Corpora;
using Recurrent.Text.Translation;
using Recurrent.Text.Translation.Network;

namespace Recurrent.Text.Tests.Translation;

public sealed class TranslatorNetworkTests
{
    private const int Hidden = 8;
    private const int Embedding = 6;
    private static readonly int[] Source = [4, 5, 1];

    [Fact]
    public void Bridge_starts_every_layer_of_the_decoder_from_both_ends_of_the_encoder()
    {
        const int width = 3, layers = 2, batch = 2;
        var bridge = new Bridge([width, width], layers, new RandomSource(1));

        // Two layers in two directions: the bridge reads the last two of the four units.
        Tensor[] ends = [.. Enumerable.Range(0, 2).Select(index => Drawn($"end {index}", new Shape(4, batch, width)))];
        var starts = bridge.Run(Tape.ForInference(1), new SequenceState([.. ends]));
        Assert.Equal(layers, starts.Length);
        for (var component = 0; component < ends.Length; component++)
        {
            for (var row = 0; row < batch; row++)
            {
                float[] read = [.. End(ends[component], 2, row), .. End(ends[component], 3, row)];
                var expected = Tanh(bridge, $"map{component}", read);
                float[] found = [.. starts.SelectMany(start => End(start.Components[component], 0, row))];
                Assert.All(expected.Zip(found), static pair => Assert.Equal(pair.First, pair.Second, 1e-6));
            }
        }

        static float[] End(Tensor state, int unit, int row) => state.Values.Slice(((unit * batch) + row) * width, width).ToArray();
    }

    [Fact]
    public void Bridge_passes_on_a_memory_of_its_own_width_and_only_the_hidden_state_of_states_with_a_normalizer()
    {
        const int layers = 2, batch = 2;
        foreach (var widths in new int[][] { [3, 6], [3, 9, 3, 1] })
        {
            var bridge = new Bridge(widths, layers, new RandomSource(1));
            var starts = bridge.Run(Tape.ForInference(1), new SequenceState([.. widths.Select((width, index) => Drawn($"end {index}", new Shape(4, batch, width)))]));
            Assert.Equal(layers, starts.Length);
            for (var component = 0; component < widths.Length; component++)
            {
                Assert.All(starts, start => Assert.Equal(new Shape(1, batch, widths[component]), start.Components[component].Shape));
                Assert.All(starts, start => Assert.Equal(component < (widths.Length > 2 ? 1 : 2), start.Components[component].Values.ContainsAnyExcept(0f)));
            }
        }
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Readout_is_that_of_hidden_state_and_context_and_is_fed_to_the_next_step(bool feeding, bool coverage)
    {
        var network = BeamSearchTests.Network("gru", AttentionKind.General, coverage, feeding, layers: 1);
        var tape = Tape.ForInference(1);
        var sources = network.Encode(tape, TokenBatch.Of([Source], 0));
        var state = sources.Start;
        var (fed, looks) = (new float[Embedding], new float[Source.Length]);
        int[] tokens = [2, 4, 4, 1];
        foreach (var token in tokens)
        {
            float[] input = [.. Weights(network, "target.weight").AsSpan(token * Embedding, Embedding), .. feeding ? fed : []];
            var expected = Lower(network, input, state.Lower);
            var output = network.Decode(tape, new[] { token }, 1, sources with { Start = state });
            state = output.State;
            Assert.All(expected.Zip(state.Lower.Hidden.Values.ToArray()), static pair => Assert.Equal(pair.First, pair.Second, 1e-6));
            var weights = output.Weights!.Values.ToArray();
            looks = [.. looks.Zip(weights, static (sum, weight) => sum + weight)];
            if (coverage) Assert.All(looks.Zip(state.Coverage!.Values.ToArray()), static pair => Assert.Equal(pair.First, pair.Second, 1e-6));
            var context = Context(weights, ((RecurrentMemory)sources.Memory).Attention.Values.Values.ToArray());
            var readout = Tanh(network, "decoder.readout", [.. expected, .. context]);
            fed = output.Readouts.Values.ToArray();
            Assert.All(readout.Zip(fed), static pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        }

        // All steps in one call are the same steps.
        var together = network.Decode(tape, tokens, tokens.Length, sources).Readouts.Values[^Embedding..].ToArray();
        Assert.All(fed.Zip(together), static pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    /// <summary>The next hidden state, by a layer of its own with the decoder's weights.</summary>
    private static float[] Lower(TranslatorNetwork network, float[] input, SequenceState state)
    {
        var layer = SequenceLayers.BuiltIn.Create("gru", new RecurrentOptions { InputSize = input.Length, HiddenSize = Hidden }, InitializationScope.ForLoading);
        foreach (var (name, parameter) in layer.Parameters()) Weights(network, "decoder.lower." + name).CopyTo(parameter.BeginUpdate());
        return layer.Run(Tape.ForInference(1), new SequenceBatch(Tensor.FromValues(input, new Shape(1, 1, input.Length))), state).State.Hidden.Values.ToArray();
    }

    /// <summary>Σ_s α_s h_s.</summary>
    private static float[] Context(float[] weights, float[] values) =>
        [.. Enumerable.Range(0, 2 * Hidden).Select(unit => (float)weights.Select((weight, step) => (double)weight * values[(step * 2 * Hidden) + unit]).Sum())];

    /// <summary>tanh(W x + b).</summary>
    private static double[] Tanh(Module module, string name, float[] input)
    {
        var (weight, bias) = (Weights(module, name + ".weight"), Weights(module, name + ".bias"));
        return [.. bias.Select((shift, row) => Math.Tanh(shift + input.Select((value, column) => (double)value * weight[(row * input.Length) + column]).Sum()))];
    }

    private static float[] Weights(Module module, string name) => module.Parameters().Single(one => one.Name == name).Parameter.Values.ToArray();

    private static Tensor Drawn(string name, Shape shape)
    {
        var values = new float[shape.Length];
        new RandomSource(3).Stream(name).FillNormal(values);
        return Tensor.FromValues(values, shape);
    }
}
