namespace Recurrent.Kernels.Tests;

public sealed class VectorWidthTests
{
    [Fact]
    public void VectorWidth_is_the_expected_one_when_the_environment_names_it()
    {
        string? expected = Environment.GetEnvironmentVariable("RECURRENT_EXPECT_WIDTH");
        Assert.SkipUnless(expected is not null, "RECURRENT_EXPECT_WIDTH is not set; eng/isa-matrix.sh sets it.");
        Assert.Equal(int.Parse(expected!, System.Globalization.CultureInfo.InvariantCulture), VectorWidth.Current);
    }
}
