namespace Recurrent.Training.Schedules;

/// <summary>Falls to 0 along a power of the remaining share: η·(1 − step/steps)^p; linear for p = 1.</summary>
/// <param name="Rate">η at the start.</param>
/// <param name="Steps">Updates until 0, at least 1.</param>
/// <param name="Power">p.</param>
public sealed record PolynomialSchedule(double Rate, long Steps, double Power = 1) : LearningRateSchedule
{
    private readonly long _steps = AtLeastOne(Steps, nameof(Steps));

    /// <inheritdoc/>
    public override double RateAt(long step) => Rate * Math.Pow(1 - ((double)Math.Min(step, _steps) / _steps), Power);
}
