namespace Recurrent.Training.Schedules;

/// <summary>Falls along half a cosine and stays at the minimum.</summary>
/// <param name="Rate">η at the start.</param>
/// <param name="Steps">Updates until the minimum, at least 1.</param>
/// <remarks>η_min + (η − η_min)(1 + cos(π·step/steps))/2 (Loshchilov and Hutter 2017, equation 5, without restart).</remarks>
public sealed record CosineSchedule(double Rate, long Steps) : LearningRateSchedule
{
    /// <summary>η at the start.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0, to infinity or to NaN.</exception>
    public double Rate
    {
        get;
        init => field = OptionGuard.Finite(value, nameof(Rate));
    } = OptionGuard.Finite(Rate, nameof(Rate));

    /// <summary>Updates until the minimum.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public long Steps
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Steps));
    } = OptionGuard.AtLeastOne(Steps, nameof(Steps));

    /// <summary>η_min, reached after <see cref="Steps"/> updates; default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0, to infinity or to NaN.</exception>
    public double MinimumRate
    {
        get;
        init => field = OptionGuard.Finite(value, nameof(MinimumRate));
    }

    /// <inheritdoc/>
    public override double RateAt(long step) => Cosine(Rate, MinimumRate, (double)Math.Min(step, Steps) / Steps);
}
