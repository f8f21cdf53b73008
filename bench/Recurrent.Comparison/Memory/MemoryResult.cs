namespace Recurrent.Comparison.Memory;

/// <summary>What one process needed.</summary>
/// <param name="PeakBytes">Largest resident set, runtime and code included.</param>
/// <param name="StepMilliseconds">The fastest step.</param>
/// <param name="FirstLoss">Loss of the first step.</param>
/// <param name="LastLoss">Loss of the last step.</param>
internal sealed record MemoryResult(long PeakBytes, double StepMilliseconds, float FirstLoss, float LastLoss)
{
    /// <summary>The peak in units of 10⁶ bytes.</summary>
    public double PeakMegabytes => PeakBytes / 1e6;
}
