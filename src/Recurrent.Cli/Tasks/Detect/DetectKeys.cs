using Recurrent.Layers.Sequence;
using Recurrent.TimeSeries.AnomalyDetection;
using static Recurrent.Cli.Configuration.ValueText;

namespace Recurrent.Cli.Tasks.Detect;

/// <summary>The table of all settings of a detection run.</summary>
internal static class DetectKeys
{
    private const string Count = "a whole number of at least 1";

    public static IReadOnlyList<DetectKey> All { get; } =
    [
        new("method", "predict or reconstruct", "How to tell the usual from the strange; predict for one channel, reconstruct for several when not named.",
            static (options, text) => Enum.TryParse<DetectionMethod>(text, ignoreCase: true, out var method) && Enum.IsDefined(method) ? options with { Method = method } : null),
        new("false_alarms_per_day", "a number above 0", "False alarms a day that the threshold allows; one a week when not named.",
            static (options, text) => Number(text) is > 0 and var value ? options with { FalseAlarmsPerDay = value } : null),
        new("quiet_rows", "a whole number of at least 0", "Quiet rows before the next alarm; 0 flags every strange row.",
            static (options, text) => WholeNumber(text) is >= 0 and var value ? options with { QuietRows = value } : null),
        new("window", "a whole number of at least 2", "Rows that reconstruct reads and writes.",
            static (options, text) => WholeNumber(text) is >= 2 and var value ? options with { Window = value } : null),
        Whole("rows_per_day", "Rows a day, when rows have no times.", static (options, value) => options with { RowsPerDay = value }),
        new("cell", $"one of {string.Join(", ", SequenceLayers.BuiltIn.Names)}", "Kind of recurrent layer.",
            static (options, text) => SequenceLayers.BuiltIn.Names.FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name ? options with { Cell = name } : null),
        Whole("hidden", "Width of the hidden state.", static (options, value) => options with { Hidden = value }),
        Whole("layers", "Recurrent layers on top of each other.", static (options, value) => options with { Layers = value }),
        Whole("epochs", "Longest training, in epochs.", static (options, value) => options with { Epochs = value }),
        Whole("patience", "Epochs without improvement before stopping.", static (options, value) => options with { Patience = value }),
        new("learning_rate", "a number above 0", "Highest learning rate.",
            static (options, text) => Number(text) is > 0 and var value ? options with { LearningRate = value } : null),
        new("time_budget", "a duration such as 90s, 10m or 1h30m", "Longest time to train; the result then depends on the machine.",
            static (options, text) => Duration(text) is { } time ? options with { TimeBudget = time } : null),
        new("seed", "a whole number of at least 0", "Seed of every random number; the same seed gives the same model.",
            static (options, text) => ulong.TryParse(text, out var value) ? options with { Seed = value } : null),
        new("threads", "a whole number of at least 0 (0 takes one per core)", "Threads; results do not depend on it.",
            static (options, text) => WholeNumber(text) is >= 0 and var value ? options with { Threads = value } : null),
    ];

    private static DetectKey Whole(string name, string description, Func<DetectorOptions, int, DetectorOptions> apply) =>
        new(name, Count, description, (options, text) => WholeNumber(text) is >= 1 and var value ? apply(options, value) : null);
}
