namespace Recurrent.Training.Schedules;

/// <summary>Rises linearly to another schedule's first rate, then follows that schedule from its step 0.</summary>
/// <param name="Then">What follows.</param>
/// <param name="Steps">Updates of the rise, at least 1.</param>
public sealed record WarmUpSchedule(LearningRateSchedule Then, long Steps) : LearningRateSchedule
{
    private readonly long _steps = AtLeastOne(Steps, nameof(Steps));

    /// <summary>Share of the first rate at step 0, 0 to 1; default 0.</summary>
    public double StartFactor { get; init; }

    /// <inheritdoc/>
    public override double RateAt(long step) => step >= _steps
        ? Then.RateAt(step - _steps)
        : Then.RateAt(0) * (StartFactor + ((1 - StartFactor) * step / _steps));
}
