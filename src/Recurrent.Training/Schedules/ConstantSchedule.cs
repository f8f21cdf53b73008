namespace Recurrent.Training.Schedules;

/// <summary>The same rate at every step.</summary>
/// <param name="Rate">η.</param>
public sealed record ConstantSchedule(double Rate) : LearningRateSchedule
{
    /// <inheritdoc/>
    public override double RateAt(long step) => Rate;
}
