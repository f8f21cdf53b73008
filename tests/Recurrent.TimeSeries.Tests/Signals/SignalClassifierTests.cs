using Recurrent.Tensors.Random;
using Recurrent.Tensors.Storage;
using Recurrent.TimeSeries.Embedded;
using Recurrent.TimeSeries.Signals;
using Recurrent.TimeSeries.Signals.Classification;
using Recurrent.TimeSeries.Signals.Features;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Tests.Signals;

public sealed class SignalClassifierTests
{
    private static readonly SignalClassifierOptions Quick = new() { Hidden = 8, Layers = 1, Members = 2, Epochs = 2, Threads = 1 };

    [Fact]
    public void Strokes_are_told_apart_better_than_by_simple_methods()
    {
        var split = SignalSplit.HoldBack(DemoSignals.Strokes(), 0.3, seed: 1);
        var trained = Train(split.Training, Quick with { Hidden = 24, Epochs = 20 });
        var scores = SignalEvaluator.Evaluate(trained.Model, split.Test);
        Assert.InRange(scores.Model.Accuracy, 0.9, 1);
        Assert.Equal(0.2, scores.Baselines[0].Accuracy, 1e-9);
        Assert.True(scores.Model.Accuracy > scores.Baselines[0].Accuracy + 0.5);
        Assert.Equal(split.Test.Count, scores.Confusion.Sum(static row => row.Sum()));
        Assert.Equal(scores.Model.Accuracy, scores.Confusion.Select(static (row, one) => row[one]).Sum() / (double)split.Test.Count, 1e-12);
        Assert.All(scores.Predictions, static one => Assert.Equal(1, one.Probabilities.Sum(), 1e-5));
    }

    [Fact]
    public void Saved_and_loaded_classifiers_say_the_same_to_the_bit()
    {
        using var folder = new TemporaryFolder();
        var sounds = Few(DemoSignals.Sounds(), 6);
        var model = Train(sounds, Quick).Model.WithMetrics(new Dictionary<string, double> { ["test_accuracy"] = 0.5 });
        var path = Path.Combine(folder.Path, "model");
        model.Save(path);
        var loaded = SignalClassifier.Load(path);
        Assert.Equal(model.Predict(sounds).Select(static one => one.Probability), loaded.Predict(sounds).Select(static one => one.Probability));
        Assert.Equal(model.Settings, loaded.Settings);
        Assert.Equal(0.5, loaded.Metrics["test_accuracy"]);
        Assert.True(loaded.NeedsSound);
        File.WriteAllText(Path.Combine(path, "simple.json"), "{}");
        Assert.Throws<StorageFormatException>(() => SignalClassifier.Load(path));
    }

    [Fact]
    public void Classifier_of_transformers_comes_back_to_the_bit_and_reads_signals_of_different_lengths()
    {
        using var folder = new TemporaryFolder();
        var strokes = Few(DemoSignals.Strokes(), 6);
        var options = Quick.WithTransformer() with { Hidden = 8 };
        var model = Train(strokes, options).Model;
        Assert.Contains(model.Settings, static one => one.Value.Contains("transformer", StringComparison.Ordinal));
        var path = Path.Combine(folder.Path, "model");
        model.Save(path);
        double[] said = [.. model.Predict(strokes).Select(static one => one.Probability)];
        Assert.Equal(said, SignalClassifier.Load(path).Predict(strokes).Select(static one => one.Probability));
        Assert.Equal(said, Train(strokes, options with { Threads = 2 }).Model.Predict(strokes).Select(static one => one.Probability));
        for (var index = 0; index < strokes.Length; index += 7) Assert.Equal(said[index], model.Predict(strokes[index]).Probability, 1e-5);
    }

    [Fact]
    public void One_signal_alone_gets_what_it_gets_among_others()
    {
        var strokes = Few(DemoSignals.Strokes(), 6);
        var model = Train(strokes, Quick).Model;
        var together = model.Predict(strokes);
        for (var index = 0; index < strokes.Length; index += 7) Assert.Equal(together[index].Probability, model.Predict(strokes[index]).Probability, 1e-5);
    }

    [Fact]
    public void Same_seed_gives_the_same_bits_on_one_and_two_threads()
    {
        var strokes = Few(DemoSignals.Strokes(), 6);
        double[] Run(int threads, ulong seed) => [.. Train(strokes, Quick with { Threads = threads, Seed = seed }).Model.Predict(strokes).Select(static one => one.Probability)];
        Assert.Equal(Run(1, 1), Run(2, 1));
        Assert.NotEqual(Run(1, 1), Run(1, 2));
    }

    [Fact]
    public void Resumed_training_ends_like_one_that_was_never_stopped()
    {
        using var folder = new TemporaryFolder();
        var strokes = Few(DemoSignals.Strokes(), 6);
        var whole = Train(strokes, Quick with { Epochs = 4 }).Model;
        using var stop = new CancellationTokenSource();
        var options = Quick with { Epochs = 4, CheckpointFolder = Path.Combine(folder.Path, "checkpoint") };
        Assert.Throws<OperationCanceledException>(() => SignalClassifier.Train(strokes, options, [new StopAfter(3, stop)], stop.Token));
        var resumed = Train(strokes, options with { Resume = true }).Model;
        Assert.Equal(whole.Predict(strokes).Select(static one => one.Probability), resumed.Predict(strokes).Select(static one => one.Probability));
    }

    [Fact]
    public void Nothing_of_a_signal_to_score_gets_into_the_model()
    {
        using var folder = new TemporaryFolder();
        var split = SignalSplit.HoldBack(Few(DemoSignals.Strokes(), 6), 0.3, seed: 1);
        byte[] Weights(IReadOnlyList<Signal> test)
        {
            var model = Train(split.Training, Quick).Model;
            _ = SignalEvaluator.Evaluate(model, test);
            model.Save(Path.Combine(folder.Path, "model"));
            return File.ReadAllBytes(Path.Combine(folder.Path, "model", "model.safetensors"));
        }
        Signal[] wild = [.. split.Test.Select(static one => new Signal(one.Name, one.Channels, [.. one.Values.ToArray().Select(static value => 1e6f * value)]) { Label = one.Label })];
        Assert.Equal(Weights(split.Test), Weights(wild));
    }

    [Fact]
    public void Members_keep_different_signals_apart_and_never_learn_from_them()
    {
        var strokes = DemoSignals.Strokes();
        var folds = new FoldPlan(strokes, 5, new RandomSource(1).Stream("folds"));
        var kept = new HashSet<int>();
        for (var member = 0; member < 5; member++)
        {
            Assert.Empty(folds.Training(member).Intersect(folds.Validation(member)));
            Assert.Equal(strokes.Count, folds.Training(member).Length + folds.Validation(member).Length);
            Assert.All(folds.Validation(member), index => Assert.True(kept.Add(index)));
            Assert.Equal(5, folds.Validation(member).Select(index => strokes[index].Label).Distinct().Count());
        }
    }

    [Fact]
    public void Groups_are_never_split()
    {
        Signal[] signals = [.. DemoSignals.Strokes().Select(static (one, index) => new Signal(one.Name, one.Channels, one.Values.ToArray()) { Label = one.Label, Group = $"g{index % 12}" })];
        var split = SignalSplit.HoldBack(signals, 0.25, seed: 3);
        Assert.Equal(3, split.Test.Select(static one => one.Group).Distinct().Count());
        Assert.Empty(split.Test.Select(static one => one.Group).Intersect(split.Training.Select(static one => one.Group)));
        var folds = new FoldPlan(signals, 3, new RandomSource(1).Stream("folds"));
        for (var member = 0; member < 3; member++)
            Assert.Empty(folds.Training(member).Select(index => signals[index].Group).Intersect(folds.Validation(member).Select(index => signals[index].Group)));
    }

    [Fact]
    public void Split_holds_the_share_of_every_class_back()
    {
        var split = SignalSplit.HoldBack(DemoSignals.Strokes(), 0.25, seed: 1);
        Assert.All(split.Test.CountBy(static one => one.Label!), static one => Assert.Equal(15, one.Value));
        Assert.All(split.Training.CountBy(static one => one.Label!), static one => Assert.Equal(45, one.Value));
        Assert.Empty(split.Test.Intersect(split.Training));
    }

    [Fact]
    public void Simple_methods_and_macro_f1_give_the_values_worked_out_by_hand()
    {
        // Two classes at −1 and +1; three a, one b: the majority is a.
        float[][] rows = [[-1, -1], [-1, -1], [-1, -1], [1, 1]];
        var simple = SimpleMethods.Of(rows, 1, [0, 0, 0, 1], 2);
        Assert.Equal(0, simple.Majority);
        Assert.Equal(-1, simple.Centroids[0][0]);
        Assert.Equal(1, simple.Centroids[1][0]);
        Assert.Equal(0, simple.Nearest([-0.5f, -0.4f], 1));
        Assert.Equal(1, simple.Nearest([0.5f, 0.4f], 1));
    }

    [Fact]
    public void Changes_are_the_same_for_the_same_stream_and_none_without_settings()
    {
        float[] rows = [.. Enumerable.Range(0, 60).Select(static value => value / 10f)];
        var stream = new RandomSource(1).Stream("x");
        var settings = new SignalAugmentation { Speed = 0.2, Noise = 0.1, Mix = 0.2, Crop = 0.1, TimeMask = 0.2, Level = 0.2 };
        var augmenter = new Augmenter(settings, FeatureKind.Raw, 3);
        Assert.Equal(augmenter.Change(rows, stream), augmenter.Change(rows, stream));
        Assert.NotEqual(rows, augmenter.Change(rows, stream));
        Assert.Equal(rows, new Augmenter(SignalAugmentation.None, FeatureKind.Raw, 3).Change(rows, stream));
        for (var index = 0UL; index < 200; index++)
            Assert.InRange(augmenter.Change(rows, new RandomSource(2).Stream("y", index)).Length, 3, 72);
    }

    [Fact]
    public void Band_masks_blank_at_most_their_share_and_leave_other_bands_alone()
    {
        var rows = new float[20 * 40];
        Array.Fill(rows, 1);
        var augmenter = new Augmenter(new SignalAugmentation { BandMask = 0.25 }, FeatureKind.LogMel, 40);
        var blanked = 0;
        for (var index = 0UL; index < 100; index++)
        {
            var changed = augmenter.Change(rows, new RandomSource(1).Stream("mask", index));
            var bands = Enumerable.Range(0, 40).Count(band => Enumerable.Range(0, 20).All(row => changed[(row * 40) + band] == 0));
            Assert.InRange(bands, 0, 20);
            Assert.Equal(800 - (20 * bands), changed.Sum());
            blanked += bands;
        }
        Assert.True(blanked > 100);
    }

    [Fact]
    public void Unusable_signals_are_refused_by_name()
    {
        var strokes = Few(DemoSignals.Strokes(), 3);
        void Refuses(string expected, IReadOnlyList<Signal> signals) =>
            Assert.Contains(expected, Assert.Throws<DataFormatException>(() => Train(signals, Quick)).Message, StringComparison.Ordinal);
        Refuses("no label", [.. strokes, new Signal("odd", ["x", "y"], [1, 2])]);
        Refuses("the channels x; expected x, y", Labelled(["x"]));
        Refuses("expected at least two", [.. strokes.Where(static one => one.Label == "circle")]);
        Refuses("the only signal of class 'rare'", [.. strokes, new Signal("odd", ["x", "y"], [1, 2]) { Label = "rare" }]);
        Refuses("sound", [.. strokes, new Signal("odd", ["x", "y"], [1, 2], 8000) { Label = "circle" }]);

        Signal[] Labelled(string[] channels) => [.. strokes, new Signal("odd", channels, [1]) { Label = "circle" }];
    }

    [Fact]
    public void Signals_of_another_kind_are_refused_when_predicting()
    {
        var model = Train(Few(DemoSignals.Sounds(), 4), Quick with { Epochs = 1 }).Model;
        Assert.Contains("without a sample rate", Assert.Throws<DataFormatException>(() => model.Predict(new Signal("odd", ["sound"], [1]))).Message, StringComparison.Ordinal);
        Assert.Contains("4000 samples a second", Assert.Throws<DataFormatException>(() => model.Predict(new Signal("slow", ["sound"], [1], 4000))).Message, StringComparison.Ordinal);
        Assert.Contains("'risng' (did you mean 'rising'?)", Assert.Throws<DataFormatException>(() => SignalEvaluator.Evaluate(model, [new Signal("s", ["sound"], [1], 8000) { Label = "risng" }])).Message, StringComparison.Ordinal);
        Assert.NotEmpty(model.Predict(new Signal("short", ["sound"], [0.1f], 44100)).Label);
    }

    [Fact]
    public void Pen_digits_are_told_apart_after_a_few_passes()
    {
        Signal[] Read(string name) =>
        [
            .. File.ReadLines(Path.Combine(SharedData.Signals("pendigits"), name)).Where(static line => line.Trim().Length > 0).Select(static (line, index) =>
            {
                var parts = line.Split(',');
                return new Signal($"{index}", ["x", "y"], [.. parts[..16].Select(static one => float.Parse(one, System.Globalization.CultureInfo.InvariantCulture))]) { Label = parts[16].Trim() };
            }),
        ];
        var trained = Train([.. Read("pendigits.tra").Take(1500)], new SignalClassifierOptions { Members = 1, Hidden = 32, Layers = 1, Epochs = 12 });
        Assert.InRange(SignalEvaluator.Evaluate(trained.Model, Read("pendigits.tes")).Model.Accuracy, 0.93, 1);
    }

    private static SignalTraining Train(IReadOnlyList<Signal> signals, SignalClassifierOptions options) =>
        SignalClassifier.Train(signals, options, cancellationToken: TestContext.Current.CancellationToken);

    private static Signal[] Few(IReadOnlyList<Signal> signals, int each) => [.. signals.GroupBy(static one => one.Label).SelectMany(group => group.Take(each))];

    private sealed class StopAfter(int steps, CancellationTokenSource stop) : Training.Events.ITrainingObserver
    {
        public void OnStep(in Training.Events.StepRecord record)
        {
            if (record.Step == steps) stop.Cancel();
        }
    }
}
