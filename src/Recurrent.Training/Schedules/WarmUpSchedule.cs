namespace Recurrent.Training.Schedules;

/// <summary>Rises linearly to another schedule's first rate, then follows that schedule from its step 0.</summary>
/// <param name="Then">What follows.</param>
/// <param name="Steps">Updates of the rise, at least 1.</param>
public sealed record WarmUpSchedule(LearningRateSchedule Then, long Steps) : LearningRateSchedule
{
    /// <summary>What follows.</summary>
    /// <exception cref="ArgumentNullException">Set to null.</exception>
    public LearningRateSchedule Then
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Then));
    } = Then ?? throw new ArgumentNullException(nameof(Then));

    /// <summary>Updates of the rise.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public long Steps
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Steps));
    } = OptionGuard.AtLeastOne(Steps, nameof(Steps));

    /// <summary>Share of the first rate at step 0, 0 to 1; default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0, above 1 or to NaN.</exception>
    public double StartFactor
    {
        get;
        init => field = OptionGuard.Between(value, 0, 1, nameof(StartFactor));
    }

    /// <inheritdoc/>
    public override double RateAt(long step) => step >= Steps
        ? Then.RateAt(step - Steps)
        : Then.RateAt(0) * (StartFactor + ((1 - StartFactor) * step / Steps));
}
