using System.Globalization;
using Recurrent.TimeSeries.Signals.Features;
using Recurrent.Training;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Signals.Classification;

/// <summary>What is chosen before training, from options and training signals.</summary>
internal sealed record ClassifierPlan
{
    private const int LowestSoundRate = 4000;
    private const int UsualBands = 40;
    private const int MostForSlopes = 64;
    private const double HighestShare = 0.45;
    private const double SlowestSound = 0.1;
    private const int UsualMembers = 5;
    private const int FewerMembers = 3;
    private const long LongPass = 2_000_000;
    private const int UsualUpdates = 1500;
    private const int FewestEpochs = 30;
    private const int MostEpochs = 100;

    public required SignalFeatures Features { get; init; }

    public required string[] Labels { get; init; }

    public required ClassifierArchitecture Architecture { get; init; }

    public required SignalAugmentation Augmentation { get; init; }

    public required double LabelSmoothing { get; init; }

    public required int BatchSize { get; init; }

    public required int Epochs { get; init; }

    public required ChosenSetting[] Settings { get; init; }

    public static ClassifierPlan Of(IReadOnlyList<Signal> signals, SignalClassifierOptions options)
    {
        var features = FeaturesOf(signals, options);
        string[] labels = [.. signals.Select(static one => one.Label!).Distinct().Order(StringComparer.Ordinal)];
        var rows = features.Sound is { } sound
            ? signals.Sum(one => (long)(one.Length / (one.SampleRate!.Value * sound.StepSeconds)))
            : signals.Sum(static one => (long)one.Length);
        var batch = options.BatchSize;
        var steps = (signals.Count + batch - 1) / batch;
        var plan = new ClassifierPlan
        {
            Features = features,
            Labels = labels,
            Architecture = new ClassifierArchitecture
            {
                Cell = options.Cell,
                Inputs = features.Count,
                Hidden = options.Hidden,
                Layers = options.Layers,
                Bidirectional = options.Bidirectional,
                Classes = labels.Length,
                Members = options.Members ?? (rows > LongPass ? FewerMembers : UsualMembers),
                Dropout = options.Dropout,
            },
            Augmentation = Fitting(options.Augmentation ?? Usual(features.Kind), features.Kind),
            LabelSmoothing = options.LabelSmoothing,
            BatchSize = batch,
            Epochs = options.Epochs ?? Math.Clamp(UsualUpdates / steps, FewestEpochs, MostEpochs),
            Settings = [],
        };
        return plan with { Settings = [.. List(options, plan)] };
    }

    private static SignalFeatures FeaturesOf(IReadOnlyList<Signal> signals, SignalClassifierOptions options)
    {
        var lowest = signals.Min(static one => one.SampleRate ?? 0);
        var kind = options.Features ?? (lowest >= LowestSoundRate ? FeatureKind.LogMel : FeatureKind.Raw);
        if (kind != FeatureKind.Raw && signals.FirstOrDefault(static one => one.SampleRate is null || one.Channels.Count != 1) is { } silent)
            throw new DataFormatException { File = silent.Name, Found = "rows that are no sound", Expected = $"a WAV file, since the features are {kind}", Fix = "Leave --features out, or keep sounds and other signals apart" };
        var sound = kind == FeatureKind.Raw ? null : new SoundFeatureOptions
        {
            Kind = kind,
            Bands = options.Bands ?? UsualBands,
            HighHz = Math.Floor(lowest * HighestShare),
        };
        var features = new SignalFeatures
        {
            Kind = kind,
            Channels = [.. signals[0].Channels],
            Sound = sound,
            HasSlopes = false,
            IsCentred = options.Centre ?? kind != FeatureKind.Raw,
        };
        return features with { HasSlopes = options.Slopes ?? features.BaseCount <= MostForSlopes };
    }

    private static SignalAugmentation Usual(FeatureKind kind) => kind == FeatureKind.Raw
        ? new SignalAugmentation { Speed = 0.1, Noise = 0.1, Mix = 0.1 }
        : new SignalAugmentation { Speed = 0.1, Noise = 0.1, Level = 0.2, Crop = 0.1, TimeMask = 0.15, BandMask = 0.15 };

    /// <summary>Slower sound has lower frequencies; below a tenth slower the highest band would be cut.</summary>
    private static SignalAugmentation Fitting(SignalAugmentation given, FeatureKind kind) =>
        kind == FeatureKind.Raw ? given : given with { Speed = Math.Min(given.Speed, SlowestSound) };

    private static IEnumerable<ChosenSetting> List(SignalClassifierOptions options, ClassifierPlan plan)
    {
        var (features, architecture, change) = (plan.Features, plan.Architecture, plan.Augmentation);
        yield return new ChosenSetting("classes", Text(plan.Labels.Length), "labels of the training signals");
        yield return new ChosenSetting("features", Name(features.Kind), options.Features is not null ? "given" : features.Sound is null ? "the signals are no sound" : "the signals are sound");
        if (features.Sound is { } sound)
        {
            yield return new ChosenSetting("bands", Text(sound.Bands), options.Bands is null ? "usual for sound" : "given");
            yield return new ChosenSetting("hertz", $"{Text(sound.LowHz)} to {Text(sound.HighHz)}", "nine tenths of what the lowest sample rate holds");
        }
        yield return new ChosenSetting("slopes", Answer(features.HasSlopes), options.Slopes is null ? $"added up to {MostForSlopes} features" : "given");
        yield return new ChosenSetting("centre", Answer(features.IsCentred), options.Centre is null ? "usual for the features" : "given");
        yield return new ChosenSetting("cell", architecture.Cell, "given or usual");
        yield return new ChosenSetting("hidden", Text(architecture.Hidden), "given or usual");
        yield return new ChosenSetting("layers", Text(architecture.Layers), "given or usual");
        yield return new ChosenSetting("bidirectional", Answer(architecture.Bidirectional), "given or usual");
        yield return new ChosenSetting("members", Text(architecture.Members), options.Members is null ? "usual for the size of the data" : "given");
        yield return new ChosenSetting("dropout", Text(architecture.Dropout), "given or usual");
        yield return new ChosenSetting("label_smoothing", Text(plan.LabelSmoothing), "given or usual");
        yield return new ChosenSetting("augmentation",
            $"speed {Text(change.Speed)}, noise {Text(change.Noise)}, level {Text(change.Level)}, mix {Text(change.Mix)}, crop {Text(change.Crop)}, time mask {Text(change.TimeMask)}, band mask {Text(change.BandMask)}",
            options.Augmentation is null ? "usual for the features" : "given");
        yield return new ChosenSetting("batch_size", Text(plan.BatchSize), "given or usual");
        yield return new ChosenSetting("epochs", Text(plan.Epochs), options.Epochs is null ? "about 1,500 updates, 30 to 100 epochs" : "given, at most");
        yield return new ChosenSetting("seed", options.Seed.ToString(CultureInfo.InvariantCulture), "given or usual");
    }

    public static string Name(FeatureKind kind) => kind switch { FeatureKind.Raw => "raw", FeatureKind.LogMel => "log-mel", _ => "mfcc" };

    private static string Answer(bool value) => value ? "yes" : "no";

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
