using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors.Random;

namespace Recurrent.Layers.Tests.Initialization;

/// <summary>First biases of cells that choose their own.</summary>
public class CellBiasTests
{
    private const int Hidden = 4;
    private static readonly RecurrentOptions Options = new() { InputSize = 3, HiddenSize = Hidden };

    [Theory]
    [InlineData(-2)]
    [InlineData(-4)]
    public void Transfer_gates_of_a_highway_network_start_at_their_bias_at_every_depth(double bias)
    {
        var layer = new Rhn(new RhnOptions(Options) { Depth = 2, TransferBias = bias }, new RandomSource(1));
        Assert.Equal([.. Blocks(0, (float)bias, 0, (float)bias)], Bias(layer, "bias_hh_l0"));
        Assert.Equal([.. Blocks(0, 0)], Bias(layer, "bias_ih_l0"));
    }

    [Fact]
    public void Forget_biases_of_extended_cells_go_evenly_from_three_to_six()
    {
        float[] spread = [3, 4, 5, 6];
        Assert.Equal([.. Blocks(0), .. spread, .. Blocks(0, 0)], Bias(new Slstm(new XlstmOptions(Options) { Heads = 2 }, new RandomSource(1)), "bias_ih_l0"));
        var matrix = new Mlstm(new XlstmOptions(Options) { Heads = 4 }, new RandomSource(1));
        Assert.Equal([.. new float[4], .. spread], Bias(matrix, "bias_if_l0"));
        Assert.Equal([.. Blocks(0, 0, 0, 0)], Bias(matrix, "bias_ih_l0"));
    }

    [Fact]
    public void Chrono_biases_of_an_mlstm_stand_in_its_gates_alone()
    {
        var layer = new Mlstm(new XlstmOptions(Options with { Initialization = RecurrentInitialization.Chrono(100) }) { Heads = 4 }, new RandomSource(1));
        Assert.Equal([.. Blocks(0, 0, 0, 0)], Bias(layer, "bias_ih_l0"));
        float[] gates = Bias(layer, "bias_if_l0");
        Assert.Equal(gates[4..].Select(static value => -value), gates[..4]);
        Assert.All(gates[4..], static forget => Assert.InRange(Math.Exp(forget), 1, 99.001));
    }

    private static float[] Bias(RecurrentStack layer, string name) => layer.Parameters().Single(one => one.Name == name).Parameter.Values.ToArray();

    private static IEnumerable<float> Blocks(params float[] values) => values.SelectMany(static value => Enumerable.Repeat(value, Hidden));
}
