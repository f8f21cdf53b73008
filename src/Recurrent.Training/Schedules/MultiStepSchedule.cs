using System.Collections.Immutable;

namespace Recurrent.Training.Schedules;

/// <summary>Falls by a factor at given steps.</summary>
/// <param name="Rate">η at the start.</param>
/// <param name="Milestones">From which steps on the rate is lower by one more factor.</param>
/// <param name="Factor">γ, what the rate is multiplied by.</param>
public sealed record MultiStepSchedule(double Rate, ImmutableArray<long> Milestones, double Factor = 0.1) : LearningRateSchedule
{
    /// <summary>η at the start.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0, to infinity or to NaN.</exception>
    public double Rate
    {
        get;
        init => field = OptionGuard.Finite(value, nameof(Rate));
    } = OptionGuard.Finite(Rate, nameof(Rate));

    /// <summary>From which steps on the rate is lower by one more factor.</summary>
    /// <exception cref="ArgumentException">Set to the default, which is no array.</exception>
    public ImmutableArray<long> Milestones
    {
        get;
        init => field = OptionGuard.Given(value, nameof(Milestones));
    } = OptionGuard.Given(Milestones, nameof(Milestones));

    /// <summary>γ, what the rate is multiplied by.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0, to infinity or to NaN.</exception>
    public double Factor
    {
        get;
        init => field = OptionGuard.Finite(value, nameof(Factor));
    } = OptionGuard.Finite(Factor, nameof(Factor));

    /// <inheritdoc/>
    public override double RateAt(long step)
    {
        int passed = 0;
        foreach (long milestone in Milestones)
        {
            passed += step >= milestone ? 1 : 0;
        }

        return Rate * Math.Pow(Factor, passed);
    }
}
