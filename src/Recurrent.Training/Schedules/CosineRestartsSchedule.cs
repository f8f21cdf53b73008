namespace Recurrent.Training.Schedules;

/// <summary>Falls along half a cosine again and again, each time over a longer period.</summary>
/// <param name="Rate">η at the start of every period.</param>
/// <param name="FirstPeriod">Updates of the first period, at least 1.</param>
/// <param name="PeriodFactor">How many times longer each period is than the one before, at least 1.</param>
/// <remarks>Loshchilov and Hutter 2017, equation 5 (SGDR).</remarks>
public sealed record CosineRestartsSchedule(double Rate, long FirstPeriod, int PeriodFactor = 1) : LearningRateSchedule
{
    /// <summary>η at the start of every period.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0, to infinity or to NaN.</exception>
    public double Rate
    {
        get;
        init => field = OptionGuard.Finite(value, nameof(Rate));
    } = OptionGuard.Finite(Rate, nameof(Rate));

    /// <summary>Updates of the first period.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public long FirstPeriod
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(FirstPeriod));
    } = OptionGuard.AtLeastOne(FirstPeriod, nameof(FirstPeriod));

    /// <summary>How many times longer each period is than the one before.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int PeriodFactor
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(PeriodFactor));
    } = OptionGuard.AtLeastOne(PeriodFactor, nameof(PeriodFactor));

    /// <summary>η_min, approached at the end of every period; default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0, to infinity or to NaN.</exception>
    public double MinimumRate
    {
        get;
        init => field = OptionGuard.Finite(value, nameof(MinimumRate));
    }

    /// <inheritdoc/>
    public override double RateAt(long step)
    {
        long period = FirstPeriod, within = step;
        if (PeriodFactor == 1)
        {
            within %= period;
        }

        while (within >= period)
        {
            within -= period;
            period *= PeriodFactor;
        }

        return Cosine(Rate, MinimumRate, (double)within / period);
    }
}
