using Recurrent.TimeSeries.Metrics;

namespace Recurrent.TimeSeries.Tests.Metrics;

public sealed class MetricTests
{
    private static readonly double[] Actual = [10, 20, 40];
    private static readonly double[] Forecast = [12, 16, 40];

    [Fact]
    public void Point_metrics_equal_hand_computed_values()
    {
        Assert.Equal(2, Mae.Of(Actual, Forecast), 12);
        Assert.Equal(Math.Sqrt(20.0 / 3), Rmse.Of(Actual, Forecast), 12);
        Assert.Equal(40.0 / 3, Mape.Of(Actual, Forecast), 12);
        Assert.Equal(((400.0 / 22) + (800.0 / 36)) / 3, SMape.Of(Actual, Forecast), 12);
    }

    [Fact]
    public void SMape_counts_zero_against_zero_as_no_error() => Assert.Equal(0, SMape.Of([0], [0]));

    [Fact]
    public void A_forecast_that_is_not_a_number_is_no_perfect_one()
    {
        double[] broken = [12, double.NaN, 40];
        Assert.Equal(double.NaN, SMape.Of(Actual, broken));
        Assert.Equal(double.NaN, Mae.Of(Actual, broken));
        Assert.Equal(double.NaN, Rmse.Of(Actual, broken));
        Assert.Equal(double.NaN, Mape.Of(Actual, broken));
        Assert.Equal(double.NaN, Mase.Of(Actual, broken, [1, 5, 2, 7], 2));
        Assert.Equal(double.NaN, WeightedQuantileLoss.Of(Actual, broken, 0.5));
        Assert.Equal(double.NaN, Crps.Of(Actual, [broken], [0.5]));
        Assert.Equal(double.NaN, Msis.Of(Actual, broken, broken, 1));
    }

    [Fact]
    public void Mase_scales_by_the_seasonal_naive_error_of_the_training_data()
    {
        Assert.Equal(1.5, Mase.Scale([1, 5, 2, 7], 2), 12);
        Assert.Equal(2 / 1.5, Mase.Of(Actual, Forecast, [1, 5, 2, 7], 2), 12);
        Assert.Equal(0, Mase.Of(Actual, Actual, [3, 3], 1));
        Assert.Equal(double.PositiveInfinity, Mase.Of(Actual, Forecast, [3, 3], 1));
    }

    [Fact]
    public void Owa_is_one_for_Naive2_itself()
    {
        Assert.Equal(1, Owa.Of(18.383, 2.395, 18.383, 2.395), 12);
        Assert.Equal(0.627, Owa.Of(13.912, 1.193, 18.383, 2.395), 3);
        Assert.Equal(3.593, Owa.Of(43.003, 11.608, 18.383, 2.395), 3);
    }

    [Fact]
    public void Weighted_quantile_loss_of_the_median_is_the_normalised_deviation()
    {
        Assert.Equal(6.0 / 70, WeightedQuantileLoss.Of(Actual, Forecast, 0.5), 12);
        // Over-forecast by 2 costs 0.1 each, under-forecast by 4 costs 0.9 each.
        Assert.Equal(2 * ((2 * 0.1) + (4 * 0.9)) / 70, WeightedQuantileLoss.Of(Actual, Forecast, 0.9), 12);
        Assert.Equal(
            0.5 * (WeightedQuantileLoss.Of(Actual, Forecast, 0.5) + WeightedQuantileLoss.Of(Actual, Forecast, 0.9)),
            WeightedQuantileLoss.Mean(Actual, [Forecast, Forecast], [0.5, 0.9]), 12);
    }

    [Fact]
    public void Crps_of_a_uniform_forecast_approaches_its_closed_form()
    {
        double[] levels = [.. Enumerable.Range(0, 200).Select(static i => (i + 0.5) / 200)];
        double[][] quantiles = [.. levels.Select(static level => new[] { level, level })];
        // Uniform(0, 1): CRPS(y) = y² − y + 1/3.
        var exact = 0.5 * ((0.09 - 0.3 + (1.0 / 3)) + (0.64 - 0.8 + (1.0 / 3)));
        Assert.Equal(exact, Crps.Of([0.3, 0.8], quantiles, levels), 4);
        Assert.Equal(2, Crps.Of(Actual, [Forecast], [0.5]), 12);
    }

    [Fact]
    public void Coverage_counts_both_bounds_as_inside() =>
        Assert.Equal(2.0 / 3, Coverage.Of(Actual, [10, 21, 30], [11, 30, 40]), 12);

    [Fact]
    public void Msis_punishes_values_outside_by_two_over_alpha() =>
        Assert.Equal((1 + 9 + 40 + 10 + 80) / 3.0 / 2, Msis.Of(Actual, [10, 21, 28], [11, 30, 38], 2), 12);

    [Fact]
    public void Metrics_refuse_lengths_that_differ()
    {
        var error = Assert.Throws<ArgumentException>(() => Mae.Of(Actual, [1]));
        Assert.Contains("3 actual and 1 forecast", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SMape.Of([], []));
        Assert.Throws<ArgumentException>(() => Mase.Scale([1, 2], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => WeightedQuantileLoss.Of(Actual, Forecast, 1));
        Assert.Throws<ArgumentException>(() => Crps.Of(Actual, [Forecast, Forecast], [0.5, 0.4]));
    }
}
