namespace Recurrent.Training.Schedules;

/// <summary>The same rate at every step.</summary>
/// <param name="Rate">η.</param>
public sealed record ConstantSchedule(double Rate) : LearningRateSchedule
{
    /// <summary>η.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0, to infinity or to NaN.</exception>
    public double Rate
    {
        get;
        init => field = OptionGuard.Finite(value, nameof(Rate));
    } = OptionGuard.Finite(Rate, nameof(Rate));

    /// <inheritdoc/>
    public override double RateAt(long step) => Rate;
}
