namespace Recurrent.Training.Schedules;

/// <summary>Falls by a factor every so many steps: η·γ^⌊step / size⌋.</summary>
/// <param name="Rate">η at the start.</param>
/// <param name="StepSize">Updates between two falls, at least 1.</param>
/// <param name="Factor">γ, what the rate is multiplied by.</param>
public sealed record StepSchedule(double Rate, long StepSize, double Factor = 0.1) : LearningRateSchedule
{
    private readonly long _size = AtLeastOne(StepSize, nameof(StepSize));

    /// <inheritdoc/>
    public override double RateAt(long step) => Rate * Math.Pow(Factor, step / _size);
}
