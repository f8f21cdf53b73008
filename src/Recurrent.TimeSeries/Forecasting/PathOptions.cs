using Recurrent.Training;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>How sample paths are drawn.</summary>
public sealed record PathOptions
{
    /// <summary>Paths of each series, at least 1; 200 by default, which puts the 5 % and 95 % quantiles within a few percent of probability.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int Count
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Count));
    } = 200;

    /// <summary>Seed of the draws; null takes the seed of the model's training. The same seed gives the same paths on every thread count.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Steps, at least 1, also beyond the trained horizon; null takes the trained horizon.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int? Horizon
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Horizon));
    }
}
