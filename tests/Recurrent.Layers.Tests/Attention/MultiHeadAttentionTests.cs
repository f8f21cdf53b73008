using Recurrent.Layers.Attention;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Testing;

namespace Recurrent.Layers.Tests.Attention;

public class MultiHeadAttentionTests
{
    private static readonly MultiHeadAttentionOptions Options = new() { Size = 8, Heads = 2 };

    private static readonly int[] FirstTwoTurned = [1, 0, 2, 3];

    public static MatrixTheoryData<LayerClause, AttentionPositions, bool> Contract =>
        new(Enum.GetValues<LayerClause>(), [AttentionPositions.None, AttentionPositions.Rotary, AttentionPositions.RelativeBias], [false, true]);

    [Theory]
    [MemberData(nameof(Contract))]
    public void Attention_keeps_the_layer_contract(LayerClause clause, AttentionPositions positions, bool isCausal) => new LayerContract<MultiHeadAttention>
    {
        Create = scope => new MultiHeadAttention(Options with { Positions = positions, IsCausal = isCausal, FarthestDistance = 4 }, scope),
        Run = (module, tape) => module.Run(tape, SampleTensors.Batch("input", 6, 2, 8)),
        OutputShape = new Shape(6, 2, 8),
    }.Check(clause);

    [Theory]
    [InlineData(AttentionPositions.Rotary)]
    [InlineData(AttentionPositions.RelativeBias)]
    public void Scores_depend_on_distances_and_not_on_places(AttentionPositions positions)
    {
        var attention = new MultiHeadAttention(Options with { Positions = positions, IsCausal = true, Window = 3 }, new RandomSource(1));
        var tape = Tape.ForInference(threads: 1);
        SequenceBatch batch = SampleTensors.Batch("input", 9, 1, 8);
        Tensor whole = attention.Run(tape, batch), later = attention.Run(tape, new SequenceBatch(batch.Values.Slice(4, 5)));
        Close.Absolute("outputs that see the same steps", whole.Slice(6, 3), later.Slice(2, 3), 2e-6);
    }

    [Fact]
    public void Without_positions_attention_sees_a_set_and_with_them_a_sequence()
    {
        var tape = Tape.ForInference(threads: 1);
        Tensor input = SampleTensors.Normal("input", new Shape(4, 1, 8));
        Tensor turned = tape.SelectRows(input, FirstTwoTurned);
        Assert.Equal(0, Change(AttentionPositions.None), 1e-6);
        Assert.True(Change(AttentionPositions.Rotary) > 1e-3);

        double Change(AttentionPositions positions)
        {
            var attention = new MultiHeadAttention(Options with { Positions = positions }, new RandomSource(1));
            ReadOnlySpan<float> first = attention.Run(tape, new SequenceBatch(input)).At(3).Values, second = attention.Run(tape, new SequenceBatch(turned)).At(3).Values;
            double most = 0;
            for (int feature = 0; feature < first.Length; feature++)
            {
                most = Math.Max(most, Math.Abs(first[feature] - second[feature]));
            }

            return most;
        }
    }

    [Fact]
    public void Rotation_adds_its_gradient_to_what_is_there()
    {
        Tensor upstream = SampleTensors.Normal("upstream", new Shape(2, 1, 6));
        float[] once = Gradient(static (tape, input, angles) => tape.Rotate(input, angles));
        float[] twice = Gradient(static (tape, input, angles) => tape.Add(tape.Rotate(input, angles), tape.Rotate(input, angles)));
        Close.Absolute("gradient", [.. once.Select(static value => 2 * value)], twice);

        float[] Gradient(Func<Tape, Tensor, RotaryAngles, Tensor> run)
        {
            var tape = Tape.ForGradients(threads: 1);
            Tensor input = SampleTensors.Variable("input", new Shape(2, 1, 6));
            tape.Backward(run(tape, input, RotaryAngles.Of(3, 2)), upstream.Values);
            return input.Gradient.ToArray();
        }
    }

    [Fact]
    public void Rotation_keeps_lengths_and_turns_back_in_the_gradient()
    {
        RotaryAngles angles = RotaryAngles.Of(4, 3, 5, 1_000_000_007);
        double[] frequencies = [1, 0.01];
        new GradientCheck().WithInput(new Shape(3, 2, 8)).Run((tape, inputs) => tape.Rotate(inputs[0], angles), inputs => Turned(inputs[0]));

        double[] Turned(double[] input)
        {
            var output = new double[input.Length];
            for (int head = 0; head < input.Length; head += 4)
            {
                double position = (head / 16) + (head / 8 % 2 == 0 ? 5 : 1_000_000_007);
                for (int pair = 0; pair < 2; pair++)
                {
                    (double sine, double cosine) = Math.SinCos(position * frequencies[pair]);
                    output[head + pair] = (input[head + pair] * cosine) - (input[head + pair + 2] * sine);
                    output[head + pair + 2] = (input[head + pair + 2] * cosine) + (input[head + pair] * sine);
                }
            }

            return output;
        }
    }

    [Fact]
    public void Errors_say_what_does_not_fit()
    {
        var tape = Tape.ForInference(threads: 1);
        var attention = new MultiHeadAttention(Options, new RandomSource(1));
        Assert.Contains("[3, 1, 6]", Assert.Throws<ArgumentException>(() => attention.Run(tape, SampleTensors.Batch("input", 3, 1, 6))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new MultiHeadAttention(Options with { Heads = 3 }, new RandomSource(1)));
        Assert.Throws<ArgumentException>(() => new MultiHeadAttention(Options with { Positions = AttentionPositions.Sinusoidal }, new RandomSource(1)));
        AttentionKeys keys = attention.Prepare(tape, SampleTensors.Batch("memory", 3, 2, 8));
        Assert.Throws<ArgumentException>(() => keys.SelectRows(tape, [2]));
    }
}
