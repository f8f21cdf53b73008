using Recurrent.Layers.Sequence;
using Recurrent.TimeSeries.Finance.Network;
using static Recurrent.Cli.Configuration.ValueText;

namespace Recurrent.Cli.Tasks.Volatility;

/// <summary>The table of all settings of a volatility run.</summary>
internal static class VolatilityKeys
{
    public static IReadOnlyList<VolatilityKey> All { get; } =
    [
        new("test_days", "a whole number of at least 0", "Days at the end that are forecast walking forward and scored; the last fifth when not named.",
            static (options, text) => WholeNumber(text) is >= 0 and var value ? options with { TestDays = value } : null),
        Whole("refit_every", "Days between two fits of the walk forward; 250 when not named.", static (options, value) => options with { RefitEvery = value }),
        new("residual_window", "a whole number of at least 100", "Standardised returns whose quantiles give value-at-risk; 1000 when not named.",
            static (options, text) => WholeNumber(text) is >= 100 and var value ? options with { ResidualWindow = value } : null),
        Whole("ensemble", "Networks of a fit, averaged.", static (options, value) => options with { Members = value }),
        new("cell", $"one of {string.Join(", ", SequenceLayers.BuiltIn.Names)}", "Kind of recurrent layer.",
            static (options, text) => SequenceLayers.BuiltIn.Names.FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name ? options with { Cell = name } : null),
        Whole("hidden", "Width of the hidden state.", static (options, value) => options with { Hidden = value }),
        Whole("layers", "Recurrent layers on top of each other.", static (options, value) => options with { Layers = value }),
        Whole("epochs", "Longest training of a network, in epochs.", static (options, value) => options with { Epochs = value }),
        Whole("patience", "Epochs without improvement before a network stops.", static (options, value) => options with { Patience = value }),
        new("learning_rate", "a number above 0", "Highest learning rate.",
            static (options, text) => Number(text) is > 0 and var value ? options with { LearningRate = value } : null),
        new("time_budget", "a duration such as 90s, 10m or 1h30m", "Longest time to train all networks; the result then depends on the machine.",
            static (options, text) => Duration(text) is { } time ? options with { TimeBudget = time } : null),
        new("seed", "a whole number of at least 0", "Seed of every random number; the same seed gives the same model.",
            static (options, text) => ulong.TryParse(text, out var value) ? options with { Seed = value } : null),
    ];

    private static VolatilityKey Whole(string name, string description, Func<VolatilityOptions, int, VolatilityOptions> apply) =>
        new(name, "a whole number of at least 1", description, (options, text) => WholeNumber(text) is >= 1 and var value ? apply(options, value) : null);
}
