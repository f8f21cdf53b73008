using Recurrent.Training;

namespace Recurrent.TimeSeries.Signals.Regression.Model;

/// <summary>How to train a regressor; whatever stays open is chosen by the free-run error on steps kept apart.</summary>
public sealed record RegressorOptions
{
    /// <summary>States S of a member, 1 to 64; null tries a few.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1 or above 64.</exception>
    public int? States
    {
        get;
        init => field = value is null or (>= 1 and <= 64) ? value : throw new ArgumentOutOfRangeException(nameof(States), value, $"Received {value} states; expected 1 to 64.");
    }

    /// <summary>Tanh units K of a member, 0 (a linear model) to 256; 10 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0 or above 256.</exception>
    public int Units
    {
        get;
        init => field = value is >= 0 and <= 256 ? value : throw new ArgumentOutOfRangeException(nameof(Units), value, $"Received {value} units; expected 0 to 256.");
    } = 10;

    /// <summary>Weight of the squared nonlinear weights beside the mean squared error, at least 0; null tries a few.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0, or no finite number.</exception>
    public double? Ridge
    {
        get;
        init => field = OptionGuard.Between(value, 0, double.MaxValue, nameof(Ridge));
    }

    /// <summary>Starts from different random units, at least 1; null takes 8 for short and 2 for long data.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int? Restarts
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Restarts));
    }

    /// <summary>Improvements of one fit at most, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int Iterations
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Iterations));
    } = 120;

    /// <summary>Improvements without a better validation error after which a fit stops, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int Patience
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Patience));
    } = 20;

    /// <summary>Longest time to train; null has no limit. What has been found by then is used.</summary>
    public TimeSpan? TimeBudget { get; init; }

    /// <summary>Seed of every random number of the run.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Fits at the same time, at least 0; 0 takes one per core. Results do not depend on it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0.</exception>
    public int Threads
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(Threads), value, "Expected a number of threads, or 0 for one per core.");
    }

    /// <summary>Called once, before the last fits, with every setting in use and its reason; null by default.</summary>
    public Action<IReadOnlyList<ChosenSetting>>? SettingsChosen { get; init; }
}
