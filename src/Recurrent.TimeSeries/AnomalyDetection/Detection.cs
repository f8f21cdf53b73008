namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>What a detector says of one row.</summary>
/// <param name="Score">0 to 1: 0.5 is the threshold, 1 is certain; <c>L / (L + L*)</c> with L the negative log tail probability and L* the threshold's. NaN when no channel had a value.</param>
/// <param name="IsAnomaly">Whether the row raises an alarm.</param>
/// <param name="Channel">Number of the channel that is furthest out, from 0.</param>
/// <param name="Expected">What was expected of that channel, in its own unit.</param>
/// <param name="Deviation">How far off the channel is, in units of its usual spread; signed.</param>
public readonly record struct Detection(double Score, bool IsAnomaly, int Channel, double Expected, double Deviation)
{
    /// <summary>False for a row without any value: there was nothing to judge, and <see cref="Score"/> is NaN.</summary>
    public bool IsJudged => !double.IsNaN(Score);

    internal static Detection Unjudged { get; } = new(double.NaN, false, 0, double.NaN, double.NaN);
}
