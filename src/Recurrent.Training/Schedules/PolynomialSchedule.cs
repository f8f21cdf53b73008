namespace Recurrent.Training.Schedules;

/// <summary>Falls to 0 along a power of the remaining share: η·(1 − step/steps)^p; linear for p = 1.</summary>
/// <param name="Rate">η at the start.</param>
/// <param name="Steps">Updates until 0, at least 1.</param>
/// <param name="Power">p.</param>
public sealed record PolynomialSchedule(double Rate, long Steps, double Power = 1) : LearningRateSchedule
{
    /// <summary>η at the start.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0, to infinity or to NaN.</exception>
    public double Rate
    {
        get;
        init => field = OptionGuard.Finite(value, nameof(Rate));
    } = OptionGuard.Finite(Rate, nameof(Rate));

    /// <summary>Updates until 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public long Steps
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Steps));
    } = OptionGuard.AtLeastOne(Steps, nameof(Steps));

    /// <summary>p.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0, to infinity or to NaN.</exception>
    public double Power
    {
        get;
        init => field = OptionGuard.Finite(value, nameof(Power));
    } = OptionGuard.Finite(Power, nameof(Power));

    /// <inheritdoc/>
    public override double RateAt(long step) => Rate * Math.Pow(1 - ((double)Math.Min(step, Steps) / Steps), Power);
}
