namespace Recurrent.TimeSeries.Metrics;

/// <summary>Overall weighted average of the M4 competition: error relative to <see cref="Baselines.Naive2"/>.</summary>
/// <remarks>
/// <c>½ (mean sMAPE / mean sMAPE of Naive2 + mean MASE / mean MASE of Naive2)</c> with all means over the same series; it is not a mean
/// of ratios per series (Makridakis et al., The M4 Competition, 2020).
/// </remarks>
public static class Owa
{
    /// <summary>Combines the mean errors of a method and of Naive2 over one group of series.</summary>
    /// <param name="meanSMape">Mean sMAPE of the method, percent.</param>
    /// <param name="meanMase">Mean MASE of the method.</param>
    /// <param name="naive2SMape">Mean sMAPE of Naive2, more than 0.</param>
    /// <param name="naive2Mase">Mean MASE of Naive2, more than 0.</param>
    /// <returns>1 for Naive2 itself, less for a better method.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A mean of Naive2 is not positive.</exception>
    public static double Of(double meanSMape, double meanMase, double naive2SMape, double naive2Mase)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(naive2SMape);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(naive2Mase);
        return 0.5 * ((meanSMape / naive2SMape) + (meanMase / naive2Mase));
    }
}
