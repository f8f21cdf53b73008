namespace Recurrent.Training.Schedules;

/// <summary>Falls along half a cosine again and again, each time over a longer period.</summary>
/// <param name="Rate">η at the start of every period.</param>
/// <param name="FirstPeriod">Updates of the first period, at least 1.</param>
/// <param name="PeriodFactor">How many times longer each period is than the one before, at least 1.</param>
/// <remarks>Loshchilov and Hutter 2017, equation 5 (SGDR).</remarks>
public sealed record CosineRestartsSchedule(double Rate, long FirstPeriod, int PeriodFactor = 1) : LearningRateSchedule
{
    private readonly long _first = AtLeastOne(FirstPeriod, nameof(FirstPeriod));
    private readonly int _factor = (int)AtLeastOne(PeriodFactor, nameof(PeriodFactor));

    /// <summary>η_min, approached at the end of every period; default 0.</summary>
    public double MinimumRate { get; init; }

    /// <inheritdoc/>
    public override double RateAt(long step)
    {
        long period = _first, within = step;
        if (_factor == 1)
        {
            within %= period;
        }

        while (within >= period)
        {
            within -= period;
            period *= _factor;
        }

        return Cosine(Rate, MinimumRate, (double)within / period);
    }
}
