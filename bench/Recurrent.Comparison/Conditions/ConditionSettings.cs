using Recurrent.Comparison.Measuring;

namespace Recurrent.Comparison.Conditions;

/// <summary>How conditions are measured.</summary>
/// <param name="Threads">Threads of a process, at least 1.</param>
/// <param name="IsQuick">Whether to look rather than to publish.</param>
internal sealed record ConditionSettings(int Threads, bool IsQuick)
{
    /// <summary>The timing of interleaved pairs.</summary>
    public TimingPlan Plan => IsQuick ? TimingPlan.Quick : TimingPlan.Full;
}
