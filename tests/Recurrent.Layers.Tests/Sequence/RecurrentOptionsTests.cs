using Recurrent.Layers.Sequence;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Tests.Sequence;

public class RecurrentOptionsTests
{
    private static readonly RecurrentOptions Valid = new() { InputSize = 3, HiddenSize = 4 };

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Sizes_below_one_are_refused_with_the_name(int size)
    {
        Assert.Equal("InputSize", Assert.Throws<ArgumentOutOfRangeException>(() => Valid with { InputSize = size }).ParamName);
        Assert.Equal("HiddenSize", Assert.Throws<ArgumentOutOfRangeException>(() => Valid with { HiddenSize = size }).ParamName);
        Assert.Equal("Layers", Assert.Throws<ArgumentOutOfRangeException>(() => Valid with { Layers = size }).ParamName);
    }

    [Fact]
    public void Sizes_that_no_weights_can_have_are_refused_with_what_was_given()
    {
        foreach (int size in new[] { (1 << 26) + 1, 600_000_000, int.MaxValue })
        {
            Assert.Contains($"{size}", Assert.Throws<ArgumentOutOfRangeException>(() => Valid with { HiddenSize = size }).Message, StringComparison.Ordinal);
            Assert.Equal("InputSize", Assert.Throws<ArgumentOutOfRangeException>(() => Valid with { InputSize = size }).ParamName);
        }

        string message = Assert.Throws<ArgumentException>(() => new Gru(new GruOptions(Valid with { Layers = 3, Dilation = 70_000 }), new RandomSource(1))).Message;
        Assert.Contains("Dilation 70000", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Dropout_outside_its_range_is_refused(double share) => Assert.Throws<ArgumentOutOfRangeException>(() => Valid with { Dropout = share });

    [Fact]
    public void Settings_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentNullException>(() => Valid with { Initialization = null! });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LstmOptions(Valid) { ForgetBias = double.PositiveInfinity });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RnnOptions(Valid) { Activation = (RnnActivation)7 });
    }

    [Fact]
    public void Common_options_are_kept_when_a_cells_own_are_made_of_them()
    {
        RecurrentOptions common = Valid with { Layers = 3, Bidirectional = true, Dropout = 0.25, Residual = true, Recomputation = Recomputation.Every(5), VariationalDropout = true, WeightDropout = 0.5, Zoneout = 0.1 };
        LstmOptions own = new(common);
        Assert.Equal(common, (own with { ForgetBias = 1 }).Common());
        Assert.Equal(1, own.ForgetBias);
        Assert.Equal(RnnActivation.Tanh, new RnnOptions(common).Activation);
        Assert.True(new GruOptions(common).ResetAfter);
    }
}

file static class Options
{
    public static RecurrentOptions Common(this RecurrentOptions options) => new()
    {
        InputSize = options.InputSize,
        HiddenSize = options.HiddenSize,
        Layers = options.Layers,
        Bidirectional = options.Bidirectional,
        Dropout = options.Dropout,
        Residual = options.Residual,
        Recomputation = options.Recomputation,
        VariationalDropout = options.VariationalDropout,
        WeightDropout = options.WeightDropout,
        Zoneout = options.Zoneout,
        Initialization = options.Initialization,
    };
}
