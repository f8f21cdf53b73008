using System.Collections.Immutable;

namespace Recurrent.Training.Schedules;

/// <summary>Falls by a factor at given steps.</summary>
/// <param name="Rate">η at the start.</param>
/// <param name="Milestones">From which steps on the rate is lower by one more factor.</param>
/// <param name="Factor">γ, what the rate is multiplied by.</param>
public sealed record MultiStepSchedule(double Rate, ImmutableArray<long> Milestones, double Factor = 0.1) : LearningRateSchedule
{
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
