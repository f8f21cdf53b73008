using Recurrent.Cli.Configuration;
using Recurrent.Layers.Sequence;
using Recurrent.TimeSeries.Signals.Classification;
using Recurrent.TimeSeries.Signals.Features;
using Recurrent.Training.Data;
using static Recurrent.Cli.Configuration.ValueText;

namespace Recurrent.Cli.Tasks.Signal.Classes;

/// <summary>The table of all settings of a classifier.</summary>
internal static class ClassKeys
{
    private const string Count = "a whole number of at least 1";
    private const string YesNo = "true or false";

    public static IReadOnlyList<ClassKey> All { get; } =
    [
        new("features", "raw, log-mel or mfcc", "What the network reads; log-mel for sound and raw for anything else when not named.",
            static (options, text) => text.ToLowerInvariant() switch
            {
                "raw" => options with { Features = FeatureKind.Raw },
                "log-mel" or "logmel" => options with { Features = FeatureKind.LogMel },
                "mfcc" => options with { Features = FeatureKind.Mfcc },
                _ => null,
            }),
        new("bands", "a whole number from 1 to 512", "Bands of sound.", static (options, text) => WholeNumber(text) is >= 1 and <= 512 and var value ? options with { Bands = value } : null),
        Answer("slopes", "Whether the slope of every feature stands beside it.", static (options, value) => options with { Slopes = value }),
        Answer("centre", "Whether every signal's own mean is taken off.", static (options, value) => options with { Centre = value }),
        Answer("augment", "Whether training signals are changed at random.", static (options, value) => options with { Augmentation = value ? null : SignalAugmentation.None }),
        new(SettingKeys.BodyName, "recurrent or transformer", "What reads the steps; a transformer brings sizes and a learning rate of its own, which other settings change.",
            static (options, text) => SettingKeys.IsTransformer(text) switch { true => options.WithTransformer(), false => options, null => null }),
        new("cell", $"one of {string.Join(", ", SequenceLayers.BuiltIn.Names)}", "Kind of recurrent layer.",
            static (options, text) => SequenceLayers.BuiltIn.Names.FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name ? options with { Cell = name } : null),
        Whole("hidden", "Width of the hidden state.", static (options, value) => options with { Hidden = value }),
        Whole("layers", "Recurrent layers on top of each other.", static (options, value) => options with { Layers = value }),
        Answer("bidirectional", "Whether signals are also read backwards.", static (options, value) => options with { Bidirectional = value }),
        new("members", "a whole number from 1 to 32", "Networks whose probabilities are averaged.", static (options, text) => WholeNumber(text) is >= 1 and <= 32 and var value ? options with { Members = value } : null),
        Share("dropout", 0.9, "Share of values dropped in training.", static (options, value) => options with { Dropout = value }),
        Share("label_smoothing", 0.5, "Share of the target that is spread over all classes.", static (options, value) => options with { LabelSmoothing = value }),
        Whole("batch_size", "Signals of an update.", static (options, value) => options with { BatchSize = value }),
        Whole("epochs", "Longest training, in epochs.", static (options, value) => options with { Epochs = value }),
        Whole("patience", "Epochs without improvement before stopping.", static (options, value) => options with { Patience = value }),
        new("learning_rate", "a number above 0", "Highest learning rate.", static (options, text) => Number(text) is > 0 and var value ? options with { LearningRate = value } : null),
        new("time_budget", "a duration such as 90s, 10m or 1h30m", "Longest time to train; the result then depends on the machine.",
            static (options, text) => Duration(text) is { } time ? options with { TimeBudget = time } : null),
        new("seed", "a whole number of at least 0", "Seed of every random number; the same seed gives the same model.",
            static (options, text) => ulong.TryParse(text, out var value) ? options with { Seed = value } : null),
        new("threads", SettingKeys.ThreadsExpected, "Threads; results do not depend on it.",
            static (options, text) => SettingKeys.ThreadCount(text) is { } value ? options with { Threads = value } : null),
    ];

    /// <summary>Options with all settings in place.</summary>
    /// <exception cref="UsageException">A value is not what is expected.</exception>
    public static SignalClassifierOptions Read(IReadOnlyList<SignalSetting> settings)
    {
        var options = new SignalClassifierOptions();
        SettingKeys.RequireNoCell([.. settings.Select(static one => new GivenSetting(one.Name, one.Text, one.Source))]);
        foreach (var (name, text, source) in settings.OrderBy(static one => one.Name == SettingKeys.BodyName ? 0 : 1))
        {
            var key = All.Single(one => one.Name == name);
            var meant = name == "cell" ? NearestName.Suggestion(text, SequenceLayers.BuiltIn.Names) : "";
            options = key.Apply(options, text) ?? throw new UsageException($"{source}: received {name} '{text}'{meant}; expected {key.Expected}.");
        }
        return options;
    }

    private static ClassKey Whole(string name, string description, Func<SignalClassifierOptions, int, SignalClassifierOptions> apply) =>
        new(name, Count, description, (options, text) => WholeNumber(text) is >= 1 and var value ? apply(options, value) : null);

    private static ClassKey Answer(string name, string description, Func<SignalClassifierOptions, bool, SignalClassifierOptions> apply) =>
        new(name, YesNo, description, (options, text) => bool.TryParse(text, out var value) ? apply(options, value) : null);

    private static ClassKey Share(string name, double most, string description, Func<SignalClassifierOptions, double, SignalClassifierOptions> apply) =>
        new(name, FormattableString.Invariant($"a number from 0 to {most}"), description, (options, text) => Number(text) is >= 0 and var value && value <= most ? apply(options, value) : null);
}
