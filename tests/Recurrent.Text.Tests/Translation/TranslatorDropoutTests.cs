using Recurrent.Layers;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Text.Corpora;
using Recurrent.Text.Translation;
using Recurrent.Text.Translation.Network;

namespace Recurrent.Text.Tests.Translation;

public sealed class TranslatorDropoutTests
{
    private const int Tokens = 9;
    private const int Width = 12;
    private static readonly int[] Sentence = [.. Enumerable.Range(0, 24).Select(static place => 1 + (place * 5 % (Tokens - 1)))];

    /// <summary>Weights behind a dropout, and which of their columns read what is dropped.</summary>
    private static readonly (string Name, Range Columns)[] Behind =
    [
        ("encoder.layers.weight_ih_l0", 0..Width),
        ("encoder.layers.weight_ih_l1", 0..(2 * Width)),
        ("decoder.lower.weight_ih_l0", 0..Width),
        ("decoder.upper.weight_ih_l0", 0..Width),
        ("decoder.upper.weight_ih_l1", 0..Width),
        ("decoder.readout.weight", Width..(3 * Width)),
    ];

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Variational_dropout_drops_the_same_values_at_all_steps_of_a_sentence(bool feeding, bool coverage)
    {
        var (network, readouts) = Run(feeding, coverage, isVariational: true);
        foreach (var (name, columns) in Behind) Assert.InRange(DroppedAlways(network, name, columns), 1, columns.End.Value - columns.Start.Value - 1);
        Assert.InRange(NeverWritten(readouts), 1, Width - 1);
        Assert.All(Enumerable.Range(0, Sentence.Length), step =>
            Assert.Equal(NeverWritten(readouts), readouts.AsSpan(step * Width, Width).Count(0f)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Dropout_drops_other_values_at_every_step(bool feeding)
    {
        var (network, readouts) = Run(feeding, coverage: false, isVariational: false);
        foreach (var (name, columns) in Behind) Assert.Equal(0, DroppedAlways(network, name, columns));
        Assert.Equal(0, NeverWritten(readouts));
    }

    /// <summary>How many columns have no gradient: what they read was dropped at every step.</summary>
    private static int DroppedAlways(Module network, string name, Range columns)
    {
        var parameter = network.Parameters().Single(one => one.Name == name).Parameter;
        var (gradient, width) = (parameter.Gradient.ToArray(), parameter.Shape[1]);
        return Enumerable.Range(0, width).Take(columns).Count(column => gradient.Where((_, place) => place % width == column).All(static value => value == 0));
    }

    private static int NeverWritten(float[] readouts) =>
        Enumerable.Range(0, Width).Count(unit => readouts.Where((_, place) => place % Width == unit).All(static value => value == 0));

    private static (TranslatorNetwork Network, float[] Readouts) Run(bool feeding, bool coverage, bool isVariational)
    {
        var architecture = new TranslatorArchitecture
        {
            Cell = "gru",
            Hidden = Width,
            EncoderLayers = 2,
            DecoderLayers = 3,
            Embedding = Width,
            SourceTokens = Tokens,
            TargetTokens = Tokens,
            Attention = AttentionKind.General,
            Coverage = coverage,
            InputFeeding = feeding,
            IsJoint = true,
            TiedOutput = false,
            Dropout = 0.5,
            VariationalDropout = isVariational,
        };
        var network = new TranslatorNetwork(architecture, new RandomSource(7));
        var tape = Tape.ForTraining(new RandomSource(5).Stream("dropout"), threads: 1);
        var output = network.Decode(tape, Sentence, Sentence.Length, network.Encode(tape, TokenBatch.Of([Sentence], 0)));
        tape.Backward(tape.Sum(output.Readouts));
        return (network, output.Readouts.Values.ToArray());
    }
}
