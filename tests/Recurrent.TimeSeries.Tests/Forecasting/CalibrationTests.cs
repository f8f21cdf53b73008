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

    [Fact]
    public void Missing_targets_calibrate_nothing()
    {
        float[] targets = [.. Enumerable.Range(0, 1000).Select(index => index % 2 == 0 ? 50f : ((index + 0.5f) / 500) - 1)];
        double[] quantiles = [.. targets.SelectMany(_ => new double[] { -0.4, 0, 0.4 })];
        float[] mask = [.. Enumerable.Range(0, 1000).Select(index => (float)(index % 2))];
        var calibration = IntervalCalibration.Fit([new ScoredBatch(quantiles, targets, Rows: 1000, Levels: 3) { Mask = mask }], Levels, horizon: 1)!;
        Assert.Equal(2, calibration.Factors[0][0], 0.05);
    }

    [Fact]
    public void Intervals_know_nothing_of_the_held_out_end()
    {
        var data = Synthetic.Seasonal();
        var changed = Synthetic.Change(data, series =>
        {
            var values = series.Values.ToArray();
            for (var t = values.Length - Synthetic.Horizon; t < values.Length; t++) values[t] = 1000 - t;
            return values;
        });
        var (first, second) = (Factors(data), Factors(changed));
        Assert.Equal(first.Length, second.Length);
        for (var block = 0; block < first.Length; block++) Assert.Equal(first[block], second[block]);

        static double[][] Factors(SeriesCollection data) => Synthetic.Train(data, Synthetic.Short).Model.State.Preprocessing.Calibration!.Factors;
    }

    [Fact]
    public void Many_series_are_calibrated_at_several_points_in_time_before_the_held_out_end()
    {
        var data = Synthetic.Seasonal(count: 600, length: 200);
        var options = new ForecasterOptions { Horizon = Synthetic.Horizon };
        var design = new SettingsChooser(data, options).Choose();
        Assert.Equal(4, design.Training.Windows.ValidationOrigins);
        Assert.Contains(design.Preprocessing.Settings, one => one.Name == "intervals" && one.Value == "split-conformal, 4 rolling origins");
        var layout = new FeatureLayout(design.Preprocessing);
        var windows = TrainingWindows.Over([.. data.Select(series => new PreparedSeries(series, design.Preprocessing, layout, 0, null))], design.Training.Windows);
        Assert.Equal(2400, windows.Validation.Length);
        Assert.Equal(2400, windows.Calibration.Length);
        Assert.Equal(1200, windows.Stopping.Length);
        Assert.Equal([178, 180, 182, 184], windows.Stopping.Select(window => window.Origin).Distinct().Order());
        Assert.All(windows.Calibration, window => Assert.True(window.Origin + Synthetic.Horizon <= 200 - Synthetic.Horizon));
        Assert.All(windows.Training, range => Assert.True(range.End <= windows.Validation.Min(window => window.Origin)));
    }

    [Fact]
    public void Intervals_of_many_series_cover_the_held_out_end()
    {
        var test = Synthetic.Train(Synthetic.Seasonal(count: 40, length: 120), Synthetic.Short).Test.Model;
        Assert.InRange(test.Coverage80!.Value, 0.72, 0.88);
        Assert.InRange(test.Coverage90!.Value, 0.84, 0.96);
    }
}
