using Recurrent.Layers.Cells;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Tests.Initialization;

public class RecurrentInitializationTests
{
    private const int Hidden = 8;
    private static readonly RecurrentOptions Options = new() { InputSize = 3, HiddenSize = Hidden };

    [Fact]
    public void Default_is_orthogonal_by_gate_with_forget_bias_one()
    {
        var cell = new LstmCell(new LstmOptions(Options), new RandomSource(1));
        float[] recurrent = cell.RecurrentWeight.Values.ToArray();
        for (int row = 0; row < 4 * Hidden; row++)
        {
            Assert.Equal(1, recurrent.AsSpan(row * Hidden, Hidden).ToArray().Sum(value => value * (double)value), 1e-6);
        }

        double bound = Math.Sqrt(6.0 / (Hidden + 3));
        Assert.True(cell.InputWeight.Values.ToArray().Max(Math.Abs) is var largest && largest <= bound && largest > 0.8 * bound);
        Assert.Equal([.. Blocks(0, 1, 0, 0)], cell.InputBias.Values.ToArray());
        Assert.Equal([.. Blocks(0, 0, 0, 0)], cell.RecurrentBias.Values.ToArray());
    }

    [Fact]
    public void Default_has_no_bias_in_a_gru()
    {
        var cell = new GruCell(new GruOptions(Options), new RandomSource(1));
        Assert.False(cell.InputBias.Values.ContainsAnyExcept(0f));
        Assert.False(cell.RecurrentBias.Values.ContainsAnyExcept(0f));
    }

    [Fact]
    public void PyTorch_is_uniform_between_one_over_root_hidden()
    {
        var cell = new LstmCell(new LstmOptions(Options with { Initialization = RecurrentInitialization.PyTorch }), new RandomSource(1));
        double bound = 1 / Math.Sqrt(Hidden);
        Assert.All(cell.Parameters(), named => Assert.InRange(named.Parameter.Values.ToArray().Max(Math.Abs), 0.8 * bound, bound));
        Assert.NotEqual(cell.InputBias.Values.ToArray(), cell.RecurrentBias.Values.ToArray());
    }

    [Fact]
    public void Irnn_is_the_identity_in_a_relu_network_and_refused_in_a_gated_one()
    {
        RnnOptions options = new(Options) { Initialization = RecurrentInitialization.Irnn, Activation = RnnActivation.Relu };
        var cell = new RnnCell(options, new RandomSource(1));
        Assert.Equal(Enumerable.Range(0, Hidden * Hidden).Select(index => index % (Hidden + 1) == 0 ? 1f : 0), cell.RecurrentWeight.Values.ToArray());
        Assert.False(cell.InputBias.Values.ContainsAnyExcept(0f));
        Assert.Throws<ArgumentException>(() => new GruCell(new GruOptions(Options with { Initialization = RecurrentInitialization.Irnn }), new RandomSource(1)));
    }

    [Fact]
    public void Chrono_forget_biases_are_logarithms_of_times_and_input_biases_their_negatives()
    {
        RecurrentOptions options = Options with { HiddenSize = 400, Initialization = RecurrentInitialization.Chrono(100) };
        float[] lstm = new LstmCell(new LstmOptions(options), new RandomSource(1)).InputBias.Values.ToArray();
        float[] forget = lstm[400..800];
        Assert.Equal(forget.Select(value => -value), lstm[..400]);
        Assert.False(lstm.AsSpan(800).ContainsAnyExcept(0f));
        double[] times = [.. forget.Select(value => Math.Exp(value))];
        Assert.InRange(times.Min(), 1, 3);
        Assert.InRange(times.Max(), 97, 99.001);
        Assert.Equal(50, times.Average(), 5.0);

        float[] gru = new GruCell(new GruOptions(options), new RandomSource(1)).InputBias.Values.ToArray();
        Assert.True(gru[400..800].Min() >= 0 && gru[400..800].Max() > 4);
        Assert.Throws<ArgumentException>(() => new RnnCell(new RnnOptions(options), new RandomSource(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => RecurrentInitialization.Chrono(2));
    }

    private static IEnumerable<float> Blocks(params float[] values) => values.SelectMany(value => Enumerable.Repeat(value, Hidden));

    [Fact]
    public void A_ring_inside_out_is_refused() => Assert.Contains(
        "MinimumRadius 0.9 is above MaximumRadius 0.5",
        Assert.Throws<ArgumentException>(() => new Lru(new LruOptions(Options) { MinimumRadius = 0.9, MaximumRadius = 0.5 }, new RandomSource(1))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Eigenvalues_start_on_the_ring_asked_for()
    {
        const int states = 500;
        var values = new float[3 * states];
        new RingOfEigenvalues(0.5, 0.9, 1).Fill(values, new Shape(3 * states), new RandomSource(1).Stream("ring"));
        double[] radii = [.. values[..states].Select(static value => Math.Exp(-Math.Exp(value)))];
        Assert.All(radii, static radius => Assert.InRange(radius, 0.4999, 0.9001));
        Assert.InRange(radii.Count(static radius => radius * radius < (0.25 + 0.81) / 2) / (double)states, 0.42, 0.58);
        Assert.All(values[states..(2 * states)], static value => Assert.InRange(Math.Exp(value), 0, 1));
        Assert.All(Enumerable.Range(0, states), lane => Assert.Equal(Math.Sqrt(1 - (radii[lane] * radii[lane])), Math.Exp(values[(2 * states) + lane]), 1e-5));
    }
}
