using System.Collections.Immutable;
using System.Globalization;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Training;
using Recurrent.Training.Data;
using Recurrent.Training.Events;
using Recurrent.Training.Gradients;
using Recurrent.Training.Optimizers;

namespace Recurrent.Text.Classification;

/// <summary>One training run from labelled texts to classifier.</summary>
internal sealed class TextTrainer
{
    private const double AverageDecay = 0.99;
    private const double WeightDecay = 1e-2;
    private readonly IReadOnlyList<LabelledText> _training;
    private readonly IReadOnlyList<LabelledText> _validation;
    private readonly TextClassifierOptions _options;
    private readonly TextPlan _plan;

    public TextTrainer(IReadOnlyList<LabelledText> texts, IReadOnlyList<LabelledText>? validation, TextClassifierOptions options)
    {
        Check(texts, options.MultiLabel == true || (options.MultiLabel is null && validation?.Any(static one => one.Labels.Count > 1) == true));
        _options = options;
        (_training, _validation) = validation is null ? TextSplit.HoldBack(texts, options.ValidationShare, options.Seed) : new TextSplit(texts, validation);
        _plan = TextPlan.Of(_training, _validation, options);
    }

    public TextTraining Run(ImmutableArray<ITrainingObserver> observers, CancellationToken cancellation)
    {
        int[][] targets = [.. _training.Select(Target)];
        int[][] heldTargets = [.. _validation.Select(Target)];
        int[][] tokens = [.. _training.Select(one => TextEncoder.Cut(_plan.Tokenizer, one.Text, _options.MaximumTokens))];
        var settings = Settings(tokens);
        var counts = TokenCounts.Of(tokens, targets, _plan.Labels.Length, _plan.Architecture.Vocabulary, withPairs: _plan.Architecture.Ratios > 0);
        var encoder = new TextEncoder(_plan.Tokenizer, counts, settings, _plan.Architecture.Ratios);
        var network = NewNetwork();
        var held = new TextSamples([.. _validation.Select(one => encoder.Encode(one.Text))], heldTargets);
        var job = new TextJob(network, _plan, new TextSamples([.. tokens.Select((text, index) => encoder.Known(text, targets[index]))], targets), held);
        settings = settings with { Settings = [.. settings.Settings, new ChosenSetting("steps per epoch", job.StepsPerEpoch.ToString(CultureInfo.InvariantCulture), "texts by batch size")] };
        _options.SettingsChosen?.Invoke(settings.Settings);
        var run = new TaskRun
        {
            Network = network,
            Optimizer = new AdamW(ParameterGroup.WithoutDecayOnVectors(network), new AdamOptions { WeightDecay = WeightDecay }),
            Options = TrainerOptions(job.StepsPerEpoch),
            StepsPerEpoch = job.StepsPerEpoch,
            Resume = _options.Resume,
            Observers = observers,
        }.Run(job, cancellation);
        // With the weights that are kept, so that a run that went on after a stop says the same.
        var scores = TextScorer.Scores(network, held.Texts, _plan.Architecture.Ratios, Tape.ForInference(_options.Threads));
        settings = Calibrated(settings, scores, held.Targets);
        var model = new TextClassifier(new TextState(_plan.Architecture, settings, network, encoder) { Seed = _options.Seed });
        return new TextTraining(model, settings.Settings, run, _plan.Accuracy(_plan.Probabilities(scores), held.Targets), settings.Calibration);
    }

    private int[] Target(LabelledText text) => TextPlan.Target(text, _plan.Labels, _plan.MultiLabel);

    private TextSettings Settings(int[][] tokens)
    {
        var cut = _training.Zip(tokens).Count(one => one.Second.Length == _options.MaximumTokens);
        return new TextSettings
        {
            Labels = _plan.Labels,
            MultiLabel = _plan.MultiLabel,
            MaximumTokens = _options.MaximumTokens,
            Reading = _options.Reading ?? new Reading.TextReaderOptions(),
            Settings =
            [
                .. _plan.Settings,
                new ChosenSetting("validation", Text(_validation.Count), "texts held back to choose the epoch and to calibrate by"),
                .. cut == 0 ? [] : (ChosenSetting[])[new ChosenSetting("texts_cut", Text(cut), "training texts with maximum_tokens tokens or more")],
            ],
        };

        static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
    }

    private TextNetwork NewNetwork()
    {
        var network = new TextNetwork(_plan.Architecture, new RandomSource(_options.Seed));
        if (_plan.Vectors is { } vectors)
            foreach (var member in network.Members) vectors.CopyTo(_plan.Tokenizer.Vocabulary, member.Table.Weight);
        return network;
    }

    private TextSettings Calibrated(TextSettings settings, float[][] scores, IReadOnlyList<int[]> targets) =>
        new TemperatureFit(scores, targets, _plan.Labels.Length, _plan.MultiLabel).Run() is { } fitted
            ? settings with { Temperature = fitted.Temperature, Calibration = fitted }
            : settings;

    private TrainOptions TrainerOptions(int stepsPerEpoch) =>
        // Each member is held as if it were trained alone.
        TaskRun.OptionsOf(_options, _options.Epochs, stepsPerEpoch, _options.LearningRate, _options.Patience) with { Clip = new ClipByGlobalNorm(Math.Sqrt(_options.Members)), AverageDecay = AverageDecay };

    private static void Check(IReadOnlyList<LabelledText> texts, bool isMulti)
    {
        if (texts.Count == 0) throw new ArgumentException("Received no text; a classifier needs some of every class to learn from.", nameof(texts));
        string[] labels = [.. texts.SelectMany(static one => one.Labels).Distinct().Take(2)];
        isMulti |= texts.Any(static one => one.Labels.Count > 1);
        if (labels.Length == 0 || (labels.Length == 1 && !isMulti))
            throw new DataFormatException
            {
                File = texts[0].File,
                Found = labels.Length == 0 ? "no label at all" : $"one class, '{labels[0]}', in all {texts.Count} texts to learn from",
                Expected = "at least two classes",
                Fix = "Add texts of the other classes, or name the column of the labels (--label-col)",
            };
    }
}
