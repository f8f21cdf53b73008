using Recurrent.Tensors.Storage;
using Recurrent.Testing;
using Recurrent.TimeSeries.AnomalyDetection;
using Recurrent.TimeSeries.Tests.Forecasting;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Tests.AnomalyDetection;

public sealed class DetectorTests
{
    [Fact]
    public void Predictor_finds_a_spike_once_and_says_how_far_off()
    {
        var detector = Waves.Train(Waves.Table(600, 1));
        var detections = detector.Detect(Waves.Table(900, 1, static values => values[700] += 60));
        Assert.Equal(DetectionMethod.Predict, detector.Method);
        Assert.True(detections[700].IsAnomaly);
        Assert.True(detections[700].Score > 0.5);
        Assert.True(detections[700].Deviation > 3, $"{detections[700]}");
        Assert.InRange(detections[700].Expected, 20, 80);
        Assert.InRange(detections.Count(static one => one.IsAnomaly), 1, 3);
    }

    [Fact]
    public void Usual_rows_keep_near_the_stated_rate()
    {
        var table = Waves.Table(6000, 1);
        var detector = Waves.Train(table.Slice(0, 1000), Waves.Quick with { FalseAlarmsPerDay = 1, QuietRows = 0 });
        var alarms = detector.Detect(table.Slice(1000, 5000)).Count(static one => one.IsAnomaly);
        Assert.InRange(alarms, 0, 3 * 5000 / 288);
    }

    [Fact]
    public void Explanation_names_the_channel_that_is_off()
    {
        var detector = Waves.Train(Waves.Table(600, 3), Waves.Quick with { Method = DetectionMethod.Predict });
        var detections = detector.Detect(Waves.Table(800, 3, static values => values[(700 * 3) + 1] -= 60));
        Assert.True(detections[700].IsAnomaly);
        Assert.Equal(1, detections[700].Channel);
        Assert.True(detections[700].Deviation < -3);
    }

    [Fact]
    public void Reconstruction_finds_a_channel_that_stands_still_and_flags_every_row_of_it()
    {
        var detector = Waves.Train(Waves.Table(800, 3), new DetectorOptions { Epochs = 25, Threads = 1, FalseAlarmsPerDay = 20 });
        Assert.Equal(DetectionMethod.Reconstruct, detector.Method);
        var detections = detector.Detect(Waves.Table(1000, 3, static values =>
        {
            for (var row = 700; row < 1000; row++) values[(row * 3) + 2] = 120;
        }));
        Assert.All(detections[740..], static one => Assert.True(one.IsAnomaly));
        Assert.Equal(2, detections[800].Channel);
        Assert.True(detections[..690].Count(static one => one.IsAnomaly) < 70);
    }

    [Theory]
    [InlineData(DetectionMethod.Predict)]
    [InlineData(DetectionMethod.Reconstruct)]
    public void Later_rows_change_nothing_that_was_said(DetectionMethod method)
    {
        var detector = Waves.Train(Waves.Table(400, 2), Waves.Quick with { Method = method });
        var table = Waves.Table(500, 2, static values => values[600] += 40);
        Assert.Equal(detector.Detect(table)[..350], detector.Detect(table.Slice(0, 350)));
    }

    [Theory]
    [InlineData(DetectionMethod.Predict)]
    [InlineData(DetectionMethod.Reconstruct)]
    public void Saved_and_loaded_detector_says_the_same(DetectionMethod method)
    {
        using var folder = new TemporaryFolder();
        var detector = Waves.Train(Waves.Table(400, 2), Waves.Quick with { Method = method });
        var path = Path.Combine(folder.Path, "model");
        detector.Save(path);
        var table = Waves.Table(300, 2);
        Assert.Equal(detector.Detect(table), Detector.Load(path).Detect(table));
    }

    [Fact]
    public void Same_seed_gives_the_same_detector_on_two_threads()
    {
        var table = Waves.Table(400, 2);
        var one = Waves.Train(table).Detect(table);
        Assert.Equal(one, Waves.Train(table, Waves.Quick with { Threads = 2 }).Detect(table));
    }

    [Fact]
    public void Damaged_memory_is_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "model");
        Waves.Train(Waves.Table(200, 1)).Save(path);
        var file = Path.Combine(path, "memory.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"means\":[", "\"means\":[{\"mean\":0,\"count\":1},", StringComparison.Ordinal));
        var error = Assert.ThrowsAny<StorageFormatException>(() => Detector.Load(path));
        Assert.Contains("memory.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Predictor_allocates_nothing_a_row()
    {
        var stream = Waves.Train(Waves.Table(300, 1)).OpenStream();
        double[] row = [50];
        for (var warm = 0; warm < 2000; warm++) stream.Push(Waves.Start.Ticks, row);
        Assert.Equal(0, Allocations.Least(() =>
        {
            for (var step = 0; step < 10_000; step++) stream.Push(Waves.Start.AddMinutes(step).Ticks, row);
        }));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e300)]
    [InlineData(-1e300)]
    public void Values_that_stand_still_or_are_huge_stay_finite(double value)
    {
        var flat = new DetectionTable("flat", ["x"], [.. Enumerable.Repeat(value, 300)]);
        var detector = Waves.Train(flat);
        var stream = detector.OpenStream();
        for (var row = 0; row < 20_000; row++)
        {
            var detection = stream.Push(0, [row == 19_000 ? 1e308 : value]);
            Assert.InRange(detection.Score, 0, 1);
            Assert.False(detection.IsAnomaly && row < 19_000);
        }
    }

    [Fact]
    public void Too_few_rows_are_refused_with_the_number_needed()
    {
        var error = Assert.Throws<DataFormatException>(() => Waves.Train(Waves.Table(20, 1)));
        Assert.Contains("40", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluation_puts_simple_methods_beside_the_detector()
    {
        var labels = new bool[900];
        labels.AsSpan(700, 3).Fill(true);
        var plain = Waves.Table(900, 1, static values => values[700] = values[701] = values[702] = 120);
        var table = new DetectionTable("labelled", plain.Channels, [.. Enumerable.Range(0, 900).Select(row => plain.Row(row)[0])], [.. Enumerable.Range(0, 900).Select(plain.Ticks)], labels);
        var detector = Waves.Train(Waves.Table(600, 1), Waves.Quick with { QuietRows = 0 });
        var evaluation = DetectorEvaluator.Evaluate(detector, [table]);
        Assert.Equal(3, evaluation.LabelledRows);
        Assert.Equal(1, evaluation.Model.EventRecall);
        Assert.True(evaluation.Model.AreaUnderPrecisionRecall > evaluation.Baseline("random").AreaUnderPrecisionRecall);
        Assert.Equal(3, evaluation.Baselines.Count);
    }
}
