using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.TimeSeries.Tests.Forecasting;

public sealed class CalibrationTests
{
    private static readonly double[] Levels = [0.1, 0.5, 0.9];

    [Fact]
    public void Factors_make_the_interval_cover_what_it_promises()
    {
        // Targets spread evenly over −1 … 1 and an 80 % interval of ±0.4: it has to grow to ±0.8.
        float[] targets = [.. Enumerable.Range(0, 1000).Select(index => ((index + 0.5f) / 500) - 1)];
        double[] quantiles = [.. targets.SelectMany(_ => new double[] { -0.4, 0, 0.4 })];

        var calibration = IntervalCalibration.Fit([new ScoredBatch(quantiles, targets, Rows: 1000, Levels: 3)], Levels, horizon: 1)!;
        double[] row = [-0.4, 0, 0.4];
        calibration.Apply(step: 5, median: 1, row);

        Assert.Equal(-0.8, row[0], 0.01);
        Assert.Equal(0, row[1]);
        Assert.Equal(0.8, row[2], 0.01);
    }

    [Fact]
    public void Few_values_give_no_calibration() =>
        Assert.Null(IntervalCalibration.Fit([new ScoredBatch(new double[12], new float[4], Rows: 1, Levels: 3)], Levels, horizon: 4));
}
