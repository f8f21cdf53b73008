using Recurrent.Cli.Configuration;
using Recurrent.TimeSeries.Signals.Regression.Model;
using static Recurrent.Cli.Configuration.ValueText;

namespace Recurrent.Cli.Tasks.Signal.Regression;

/// <summary>The table of all settings of a regressor.</summary>
internal static class RegressionKeys
{
    private const string Count = "a whole number of at least 1";

    public const int MostUnits = 256;

    public static IReadOnlyList<RegressionKey> All { get; } =
    [
        new("states", "a whole number from 1 to 64", "Regression: states of a network; chosen when not named.",
            static (options, text) => WholeNumber(text) is >= 1 and <= 64 and var value ? options with { States = value } : null),
        new("units", $"a whole number from 0 to {MostUnits}", "Regression: tanh units of a network; 0 is a linear model.",
            static (options, text) => WholeNumber(text) is >= 0 and <= MostUnits and var value ? options with { Units = value } : null),
        new("ridge", "a number of at least 0", "Regression: weight of the squared nonlinear weights; chosen when not named.",
            static (options, text) => Number(text) is >= 0 and var value ? options with { Ridge = value } : null),
        Whole("restarts", "Regression: starts from different random units.", static (options, value) => options with { Restarts = value }),
        Whole("iterations", "Regression: improvements of one fit at most.", static (options, value) => options with { Iterations = value }),
        Whole("patience", "Epochs (regression: improvements) without a better validation before stopping.", static (options, value) => options with { Patience = value }),
        new("time_budget", "a duration such as 90s, 10m or 1h30m", "Longest time to train; the result then depends on the machine.",
            static (options, text) => Duration(text) is { } time ? options with { TimeBudget = time } : null),
        new("seed", "a whole number of at least 0", "Seed of every random number; the same seed gives the same model.",
            static (options, text) => ulong.TryParse(text, out var value) ? options with { Seed = value } : null),
        new("threads", SettingKeys.ThreadsExpected, "Threads; results do not depend on it.",
            static (options, text) => SettingKeys.ThreadCount(text) is { } value ? options with { Threads = value } : null),
    ];

    /// <summary>Options with all settings in place.</summary>
    /// <exception cref="UsageException">A value is not what is expected.</exception>
    public static RegressorOptions Read(IReadOnlyList<SignalSetting> settings)
    {
        var options = new RegressorOptions();
        foreach (var (name, text, source) in settings)
        {
            var key = All.Single(one => one.Name == name);
            options = key.Apply(options, text) ?? throw new UsageException($"{source}: received {name} '{text}'; expected {key.Expected}.");
        }
        return options;
    }

    private static RegressionKey Whole(string name, string description, Func<RegressorOptions, int, RegressorOptions> apply) =>
        new(name, Count, description, (options, text) => WholeNumber(text) is >= 1 and var value ? apply(options, value) : null);
}
