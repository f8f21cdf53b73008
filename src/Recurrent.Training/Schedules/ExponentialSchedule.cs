namespace Recurrent.Training.Schedules;

/// <summary>Falls by a factor at every step: η·γ^step.</summary>
/// <param name="Rate">η at the start.</param>
/// <param name="Factor">γ per update; for a factor f per epoch of n updates take f^(1/n).</param>
public sealed record ExponentialSchedule(double Rate, double Factor) : LearningRateSchedule
{
    /// <summary>η at the start.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0, to infinity or to NaN.</exception>
    public double Rate
    {
        get;
        init => field = OptionGuard.Finite(value, nameof(Rate));
    } = OptionGuard.Finite(Rate, nameof(Rate));

    /// <summary>γ per update.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0, to infinity or to NaN.</exception>
    public double Factor
    {
        get;
        init => field = OptionGuard.Finite(value, nameof(Factor));
    } = OptionGuard.Finite(Factor, nameof(Factor));

    /// <inheritdoc/>
    public override double RateAt(long step) => Rate * Math.Pow(Factor, step);
}
