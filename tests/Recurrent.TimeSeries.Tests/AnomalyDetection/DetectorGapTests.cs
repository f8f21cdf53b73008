using Recurrent.TimeSeries.AnomalyDetection;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Tests.AnomalyDetection;

public sealed class DetectorGapTests
{
    [Theory]
    [InlineData(DetectionMethod.Predict)]
    [InlineData(DetectionMethod.Reconstruct)]
    public void A_row_without_values_is_not_judged_and_raises_nothing_afterwards(DetectionMethod method)
    {
        var detector = Waves.Train(Waves.Table(800, 2), Waves.Quick with { Method = method, FalseAlarmsPerDay = 1 });
        var whole = detector.Detect(Waves.Table(1000, 2));
        var gaps = detector.Detect(Waves.Table(1000, 2, static values => values.AsSpan(1600, 12).Fill(double.NaN)));
        Assert.Equal(whole[..800], gaps[..800]);
        Assert.All(gaps[800..806], static one => Assert.False(one.IsJudged || one.IsAnomaly));
        Assert.All(gaps[806..], static one => Assert.True(one.IsJudged));
        Assert.InRange(gaps[806..].Count(static one => one.IsAnomaly) - whole[806..].Count(static one => one.IsAnomaly), -2, 2);
    }

    [Fact]
    public void Prediction_goes_on_behind_a_gap()
    {
        // A value of the wave's top at its bottom, without times: only the error of the prediction tells.
        const int bottom = (9 * 96) + 72;
        var detector = Waves.Train(WithoutTimes(Waves.Table(800, 1)));
        var whole = detector.Detect(WithoutTimes(Waves.Table(1000, 1, static values => values[bottom] = 60)));
        var gaps = detector.Detect(WithoutTimes(Waves.Table(1000, 1, static values =>
        {
            values.AsSpan(850, 6).Fill(double.NaN);
            values[bottom] = 60;
        })));
        Assert.True(whole[bottom].IsAnomaly);
        Assert.True(gaps[bottom].IsAnomaly);
        Assert.Equal(whole[bottom].Expected, gaps[bottom].Expected, 1.0);
        Assert.Equal(whole[bottom].Score, gaps[bottom].Score, 0.02);
    }

    [Theory]
    [InlineData(DetectionMethod.Predict)]
    [InlineData(DetectionMethod.Reconstruct)]
    public void The_other_channels_are_judged_while_one_is_silent(DetectionMethod method)
    {
        var detector = Waves.Train(Waves.Table(800, 3), new DetectorOptions { Epochs = 20, Threads = 1, Method = method, FalseAlarmsPerDay = 20, QuietRows = 0 });
        var detections = detector.Detect(Waves.Table(1000, 3, static values =>
        {
            for (var row = 700; row < 1000; row++) values[(row * 3) + 2] = double.NaN;
            for (var row = 800; row < 1000; row++) values[row * 3] += 80;
        }));
        Assert.All(detections, static one => Assert.True(one.IsJudged));
        Assert.All(detections[760..], static one => Assert.NotEqual(2, one.Channel));
        Assert.Contains(detections[800..840], static one => one.IsAnomaly && one.Channel == 0);
    }

    [Fact]
    public void A_stream_may_begin_without_values()
    {
        var detector = Waves.Train(Waves.Table(600, 1));
        var detections = detector.Detect(Waves.Table(500, 1, static values => values.AsSpan(0, 5).Fill(double.NaN)));
        Assert.All(detections[..5], static one => Assert.False(one.IsJudged));
        Assert.All(detections[100..], static one => Assert.InRange(one.Score, 0, 1));
    }

    [Fact]
    public void Training_rows_may_have_gaps()
    {
        var table = Waves.Table(900, 1, static values =>
        {
            for (var row = 50; row < 600; row += 90) values[row] = double.NaN;
        });
        Assert.Equal(7, table.MissingValues);
        var detections = Waves.Train(table).Detect(Waves.Table(900, 1, static values => values[700] += 60));
        Assert.True(detections[700].IsAnomaly);
        Assert.InRange(detections.Count(static one => one.IsAnomaly), 1, 3);
    }

    [Fact]
    public void Training_rows_that_are_all_gaps_are_refused_with_the_channel_or_the_length()
    {
        var silent = Assert.Throws<DataFormatException>(() => Waves.Train(Waves.Table(200, 2, static values =>
        {
            for (var row = 0; row < 200; row++) values[(row * 2) + 1] = double.NaN;
        })));
        Assert.Contains("c1", silent.Message, StringComparison.Ordinal);
        var holes = Assert.Throws<DataFormatException>(() => Waves.Train(Waves.Table(200, 1, static values =>
        {
            for (var row = 0; row < 200; row += 10) values[row] = double.NaN;
        })));
        Assert.Contains("64 rows", holes.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_without_values_count_for_no_method()
    {
        var labels = new bool[900];
        labels.AsSpan(700, 3).Fill(true);
        labels.AsSpan(300, 5).Fill(true);
        var waves = Waves.Table(900, 1, static values =>
        {
            values[700] += 60;
            values.AsSpan(300, 5).Fill(double.NaN);
        });
        double[] values = [.. Enumerable.Range(0, 900).Select(row => waves.Row(row)[0])];
        var table = new DetectionTable("labelled", ["c0"], values, [.. Enumerable.Range(0, 900).Select(waves.Ticks)], labels);
        var evaluation = DetectorEvaluator.Evaluate(Waves.Train(Waves.Table(600, 1)), [table]);
        Assert.Equal(895, evaluation.Rows);
        Assert.Equal(3, evaluation.LabelledRows);
        Assert.Equal(1, evaluation.Model.EventRecall);
        Assert.All(evaluation.Baselines, static one => Assert.False(double.IsNaN(one.AreaUnderPrecisionRecall)));
    }

    private static DetectionTable WithoutTimes(DetectionTable table) =>
        new(table.Name, table.Channels, [.. Enumerable.Range(0, table.Rows).Select(row => table.Row(row)[0])]);
}
