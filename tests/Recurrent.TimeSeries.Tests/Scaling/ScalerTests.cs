using Recurrent.TimeSeries.Backtesting;
using Recurrent.TimeSeries.Scaling;

namespace Recurrent.TimeSeries.Tests.Scaling;

public sealed class ScalerTests
{
    private static readonly Series Example = new("a", [-2, 0, 2, 4, 1e9]);

    [Fact]
    public void Scalers_see_the_training_part_only()
    {
        var training = Split.Last(Example, 1).Training;
        Assert.Equal(new SeriesScale(0, 2), MeanScaler.Fit(training));
        var standard = StandardScaler.Fit(training);
        Assert.Equal((1, Math.Sqrt(5)), (standard.Offset, standard.Factor));
        var robust = RobustScaler.Fit(training);
        Assert.Equal(1, robust.Offset, 12);
        Assert.Equal(3 / 1.3489795003921634, robust.Factor, 12);
    }

    [Fact]
    public void Scaling_and_unscaling_give_the_value_back()
    {
        var scale = new SeriesScale(100, 8);
        var scaled = new float[2];
        var restored = new double[2];
        scale.Apply([92, 116], scaled);
        Assert.Equal([-1f, 2f], scaled);
        scale.Invert(scaled, restored);
        Assert.Equal([92, 116], restored);
        Assert.Throws<ArgumentException>(() => scale.Apply([1.0], new float[2]));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(7.5)]
    [InlineData(1e12)]
    public void Constant_series_scale_to_finite_numbers(double value)
    {
        var training = Split.Last(new Series("c", [value, value, value]), 0).Training;
        foreach (var scale in new[] { MeanScaler.Fit(training), StandardScaler.Fit(training), RobustScaler.Fit(training) })
        {
            Assert.True(scale.Factor > 0);
            Assert.True(double.IsFinite(scale.Apply(value)));
            Assert.Equal(value, scale.Invert(scale.Apply(value)), 6);
        }
    }

    [Fact]
    public void Robust_scale_of_mostly_equal_values_uses_the_deviation()
    {
        var training = Split.Last(new Series("c", [1, 1, 1, 1, 1, 1, 1, 9]), 0).Training;
        Assert.Equal(StandardScaler.Fit(training).Factor, RobustScaler.Fit(training).Factor);
    }

    [Fact]
    public void Empty_training_part_gives_the_identity()
    {
        Assert.Equal(new SeriesScale(0, 1), MeanScaler.Fit(default));
        Assert.Equal(new SeriesScale(0, 1), StandardScaler.Fit(default));
        Assert.Equal(new SeriesScale(0, 1), RobustScaler.Fit(default));
    }
}
