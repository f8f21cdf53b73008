namespace Recurrent.TimeSeries.Metrics;

/// <summary>How much the NAB score rewards and punishes.</summary>
/// <param name="TruePositive">Reward of a window found at its first row.</param>
/// <param name="FalsePositive">Cost of one row flagged far from every window.</param>
/// <param name="FalseNegative">Cost of a window without a flagged row.</param>
public sealed record NabProfile(double TruePositive, double FalsePositive, double FalseNegative)
{
    /// <summary>The benchmark's standard profile: 1, 0.11, 1.</summary>
    public static NabProfile Standard { get; } = new(1, 0.11, 1);

    /// <summary>False alarms cost twice as much: 1, 0.22, 1.</summary>
    public static NabProfile LowFalsePositives { get; } = new(1, 0.22, 1);

    /// <summary>Missed windows cost twice as much: 1, 0.11, 2.</summary>
    public static NabProfile LowFalseNegatives { get; } = new(1, 0.11, 2);
}
