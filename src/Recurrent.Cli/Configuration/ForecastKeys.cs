using Recurrent.Layers.Sequence;
using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Forecasting;
using Recurrent.TimeSeries.Forecasting.Paths;
using static Recurrent.Cli.Configuration.ValueText;

namespace Recurrent.Cli.Configuration;

/// <summary>The table of all settings of a forecasting run.</summary>
internal static class ForecastKeys
{
    private const string Count = "a whole number of at least 1";
    private const string Share = "a number from 0 to below 1";

    /// <summary>Names of all heads, the default first.</summary>
    public static IReadOnlyList<string> Heads { get; } = [.. Enum.GetValues<ForecastHead>().Select(head => head.Name())];

    public static IReadOnlyList<ForecastKey> All { get; } =
    [
        Whole("horizon", "Steps to forecast.", static (options, value) => options with { Horizon = value }),
        Whole("context", "Past values the network reads.", static (options, value) => options with { Context = value }),
        new("quantiles", "growing numbers between 0 and 1 with 0.5 among them, such as 0.1,0.5,0.9", "Levels to forecast.",
            static (options, text) => Numbers(text) is { } levels ? options with { Quantiles = levels } : null),
        new("head", $"one of {HeadNames}", "What the network gives for each step: quantiles, a distribution of the next value from which paths are drawn, or one number.",
            static (options, text) => Head(text) is { } head ? options with { Head = head } : null),
        Whole("paths", "Paths drawn for a forecast by heads that draw.", static (options, value) => options with { Paths = value }),
        new("base", "naive, theta or smoothing", "Simple forecast whose error the network learns: repetition, or the theta method or exponential smoothing fitted to each series.",
            static (options, text) => Enum.TryParse<ForecastBase>(text, ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? options with { Base = kind } : null),
        new(SettingKeys.BodyName, "steps, segments, dilated, es-rnn, recurrent or transformer", "How the network goes through time: step by step (recurrent is another word for it), in segments (fast on a long past), or dilated; es-rnn is dilated with base=theta, a transformer looks back by attention.",
            static (options, text) => Body(options, text)),
        Whole("segment_length", "Steps in a segment.", static (options, value) => options with { SegmentLength = value }),
        new("cell", $"one of {string.Join(", ", SequenceLayers.BuiltIn.Names)}", "Kind of recurrent layer.",
            static (options, text) => CellName(text) is { } name ? options with { Cell = name } : null),
        Whole("hidden", "Width of the hidden state.", static (options, value) => options with { Hidden = value }),
        Whole("layers", "Recurrent layers on top of each other.", static (options, value) => options with { Layers = value }),
        Whole("members", "Networks of different first weights whose forecasts are averaged.", static (options, value) => options with { Members = value }),
        Whole("epochs", "Longest training, in epochs.", static (options, value) => options with { Epochs = value }),
        Whole("steps_per_epoch", "Updates between two validations.", static (options, value) => options with { StepsPerEpoch = value }),
        Whole("patience", "Epochs without improvement before stopping.", static (options, value) => options with { Patience = value }),
        Whole("batch_size", "Windows in one update.", static (options, value) => options with { BatchSize = value }),
        new("time_budget", "a duration such as 90s, 10m or 1h30m", "Longest time to train; the result then depends on the machine.",
            static (options, text) => Duration(text) is { } time ? options with { TimeBudget = time } : null),
        new("learning_rate", "a number above 0", "Highest learning rate.",
            static (options, text) => Number(text) is > 0 and var value ? options with { LearningRate = value } : null),
        new("weight_decay", "a number of at least 0", "Decoupled weight decay.",
            static (options, text) => Number(text) is >= 0 and var value ? options with { WeightDecay = value } : null),
        new("dropout", Share, "Share of inputs and outputs dropped in training.",
            static (options, text) => Number(text) is >= 0 and < 1 and var value ? options with { Dropout = value } : null),
        new("seasonal_periods", "growing whole numbers such as 24,168, or none", "Seasonal periods in steps.",
            static (options, text) => Periods(text) is { } periods ? options with { SeasonalPeriods = periods } : null),
        Whole("scoring_period", "Period of the MASE scale and of the seasonal naive.", static (options, value) => options with { ScoringPeriod = value }),
        new("transform", $"one of {string.Join(", ", Enum.GetNames<DataTransformKind>()).ToLowerInvariant()}", "What is done to the values before scaling.",
            static (options, text) => Enum.TryParse<DataTransformKind>(text, ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? options with { Transform = kind } : null),
        new("calibrate", "true or false", "Whether intervals are widened or narrowed on the validation part.",
            static (options, text) => bool.TryParse(text, out var value) ? options with { Calibrate = value } : null),
        new("seed", "a whole number of at least 0", "Seed of every random number; the same seed gives the same model.",
            static (options, text) => ulong.TryParse(text, out var value) ? options with { Seed = value } : null),
        new("threads", SettingKeys.ThreadsExpected, "Threads; results do not depend on it.",
            static (options, text) => SettingKeys.ThreadCount(text) is { } value ? options with { Threads = value } : null),
    ];

    private static ForecastKey Whole(string name, string description, Func<ForecasterOptions, int, ForecasterOptions> apply) =>
        new(name, Count, description, (options, text) => WholeNumber(text) is >= 1 and var value ? apply(options, value) : null);

    private static ForecasterOptions? Body(ForecasterOptions options, string text)
    {
        if (text.Equals("es-rnn", StringComparison.OrdinalIgnoreCase)) return options with { Body = ForecastBody.Dilated, Base = ForecastBase.Theta };
        if (SettingKeys.IsTransformer(text) is { } isTransformer) return isTransformer ? options.WithTransformer() : options with { Body = ForecastBody.Steps };
        return Enum.TryParse<ForecastBody>(text, ignoreCase: true, out var body) && Enum.IsDefined(body) ? options with { Body = body } : null;
    }

    private static string HeadNames => string.Join(", ", Heads);

    private static ForecastHead? Head(string text)
    {
        var index = Heads.ToList().FindIndex(name => name.Equals(text.Replace('_', '-'), StringComparison.OrdinalIgnoreCase));
        return index < 0 ? null : Enum.GetValues<ForecastHead>()[index];
    }

    private static string? CellName(string text) =>
        SequenceLayers.BuiltIn.Names.FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase));

    private static int[]? Periods(string text) =>
        text.Equals("none", StringComparison.OrdinalIgnoreCase) || text.Length == 0 ? [] : WholeNumbers(text);
}
