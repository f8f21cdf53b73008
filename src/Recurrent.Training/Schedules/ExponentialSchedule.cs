namespace Recurrent.Training.Schedules;

/// <summary>Falls by a factor at every step: η·γ^step.</summary>
/// <param name="Rate">η at the start.</param>
/// <param name="Factor">γ per update; for a factor f per epoch of n updates take f^(1/n).</param>
public sealed record ExponentialSchedule(double Rate, double Factor) : LearningRateSchedule
{
    /// <inheritdoc/>
    public override double RateAt(long step) => Rate * Math.Pow(Factor, step);
}
