using System.Collections.Immutable;
using Recurrent.Tensors.Random;
using Recurrent.TimeSeries.Signals.Features;
using Recurrent.TimeSeries.Signals.Reading;
using Recurrent.Training;
using Recurrent.Training.Data;
using Recurrent.Training.Events;
using Recurrent.Training.Gradients;
using Recurrent.Training.Optimizers;

namespace Recurrent.TimeSeries.Signals.Classification;

/// <summary>One training run from labelled signals to classifier.</summary>
internal sealed class ClassifierTrainer
{
    private const double AverageDecay = 0.99;
    private const double WeightDecay = 1e-3;
    private readonly IReadOnlyList<Signal> _signals;
    private readonly SignalClassifierOptions _options;
    private readonly ClassifierPlan _plan;

    public ClassifierTrainer(IReadOnlyList<Signal> signals, SignalClassifierOptions options)
    {
        Check(signals);
        (_signals, _options) = (signals, options);
        _plan = ClassifierPlan.Of(signals, options);
    }

    public SignalTraining Run(ImmutableArray<ITrainingObserver> observers, CancellationToken cancellation)
    {
        var random = new RandomSource(_options.Seed);
        var settings = Measure();
        var reader = settings.OpenReader();
        var features = new TrainingFeatures(_signals, reader, _plan.Features.Kind == FeatureKind.Raw ? 0 : _plan.Augmentation.Speed);
        int[] targets = [.. _signals.Select(one => Array.BinarySearch(_plan.Labels, one.Label!, StringComparer.Ordinal))];
        var network = new ClassifierNetwork(_plan.Architecture, random);
        var job = new ClassifierJob(network, features, reader, _plan, targets, new FoldPlan(_signals, _plan.Architecture.Members, random.Stream("folds")));
        settings = settings with { Settings = [.. _plan.Settings, new ChosenSetting("steps per epoch", job.StepsPerEpoch.ToString(System.Globalization.CultureInfo.InvariantCulture), "signals by batch size")] };
        _options.SettingsChosen?.Invoke(settings.Settings);
        var accuracy = new BestAccuracy();
        var run = new TaskRun
        {
            Network = network,
            Optimizer = new AdamW(ParameterGroup.WithoutDecayOnVectors(network), new AdamOptions { WeightDecay = WeightDecay }),
            Options = TrainerOptions(job.StepsPerEpoch),
            StepsPerEpoch = job.StepsPerEpoch,
            Resume = _options.Resume,
            Observers = [.. observers, accuracy],
        }.Run(job, cancellation);
        var simple = SimpleMethods.Of([.. Enumerable.Range(0, targets.Length).Select(features.Own)], reader.BaseCount, targets, _plan.Labels.Length);
        var model = new SignalClassifier(new ClassifierState(_plan.Architecture, settings, network, simple) { Seed = _options.Seed });
        return new SignalTraining(model, settings.Settings, run, accuracy.Value);
    }

    private ClassifierSettings Measure()
    {
        var plain = new FeatureReader(_plan.Features);
        var scale = FeatureScale.Of(_signals.Select(one => plain.Plain(one)), plain.BaseCount);
        return new ClassifierSettings
        {
            Features = _plan.Features,
            Labels = _plan.Labels,
            Scale = scale,
            SlopeGain = _plan.Features.HasSlopes ? SlopeGain(scale) : 1,
            Reading = _options.Reading ?? new SignalReaderOptions(),
            Settings = _plan.Settings,
        };
    }

    /// <summary>One number for all features: slopes keep their relations, so that mixing channels mixes slopes alike.</summary>
    private float SlopeGain(FeatureScale scale)
    {
        var reader = new FeatureReader(_plan.Features) { Scale = scale };
        var (squares, count) = (0.0, 0L);
        foreach (var signal in _signals)
        {
            var rows = reader.Read(signal);
            for (var index = 0; index < rows.Length; index++)
                if (index % (2 * reader.BaseCount) >= reader.BaseCount) (squares, count) = (squares + ((double)rows[index] * rows[index]), count + 1);
        }
        return squares > 1e-9 * count ? (float)(1 / Math.Sqrt(squares / count)) : 1;
    }

    private TrainOptions TrainerOptions(int stepsPerEpoch) =>
        // Each member is held as if it were trained alone.
        TaskRun.OptionsOf(_options, _plan.Epochs, stepsPerEpoch, _options.LearningRate, _options.Patience) with { Clip = new ClipByGlobalNorm(Math.Sqrt(_plan.Architecture.Members)), AverageDecay = AverageDecay };

    private static void Check(IReadOnlyList<Signal> signals)
    {
        if (signals.Count == 0) throw new ArgumentException("Received no signal; a classifier needs some of every class to learn from.", nameof(signals));
        if (signals.FirstOrDefault(static one => one.Label is null) is { } unknown)
            throw new DataFormatException { File = unknown.Name, Found = "no label", Expected = "the class of every training signal", Fix = "Name it, or leave the signal out" };
        var first = signals[0];
        if (signals.FirstOrDefault(one => !one.Channels.SequenceEqual(first.Channels)) is { } other)
            throw new DataFormatException { File = other.Name, Found = $"the channels {string.Join(", ", other.Channels)}", Expected = $"{string.Join(", ", first.Channels)} as in {first.Name}", Fix = "Give every file the same columns" };
        if (signals.FirstOrDefault(one => one.SampleRate is null != first.SampleRate is null) is { } mixed)
            throw new DataFormatException { File = mixed.Name, Found = mixed.SampleRate is null ? "rows of a table" : "sound", Expected = $"the same as in {first.Name}", Fix = "Train a classifier for sounds and another for tables" };
        string[] labels = [.. signals.Select(static one => one.Label!).Distinct()];
        if (labels.Length < 2)
            throw new DataFormatException { File = first.Name, Found = $"one class, '{labels[0]}', in all that is to be learnt from (signals: {signals.Count})", Expected = "at least two classes", Fix = "Add signals of the other classes" };
        if (signals.GroupBy(static one => one.Label).FirstOrDefault(static one => one.Count() < 2) is { } lonely)
            throw new DataFormatException { File = lonely.First().Name, Found = $"the only signal of class '{lonely.Key}'", Expected = "at least two of every class to learn from", Fix = "Add signals of the class, or leave it out" };
    }
}
