namespace Recurrent.Training.Schedules;

/// <summary>Falls by a factor every so many steps: η·γ^⌊step / size⌋.</summary>
/// <param name="Rate">η at the start.</param>
/// <param name="StepSize">Updates between two falls, at least 1.</param>
/// <param name="Factor">γ, what the rate is multiplied by.</param>
public sealed record StepSchedule(double Rate, long StepSize, double Factor = 0.1) : LearningRateSchedule
{
    /// <summary>η at the start.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0, to infinity or to NaN.</exception>
    public double Rate
    {
        get;
        init => field = OptionGuard.Finite(value, nameof(Rate));
    } = OptionGuard.Finite(Rate, nameof(Rate));

    /// <summary>Updates between two falls.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public long StepSize
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(StepSize));
    } = OptionGuard.AtLeastOne(StepSize, nameof(StepSize));

    /// <summary>γ, what the rate is multiplied by.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0, to infinity or to NaN.</exception>
    public double Factor
    {
        get;
        init => field = OptionGuard.Finite(value, nameof(Factor));
    } = OptionGuard.Finite(Factor, nameof(Factor));

    /// <inheritdoc/>
    public override double RateAt(long step) => Rate * Math.Pow(Factor, step / StepSize);
}
