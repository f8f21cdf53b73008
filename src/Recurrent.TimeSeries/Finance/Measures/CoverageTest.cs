namespace Recurrent.TimeSeries.Finance.Measures;

/// <summary>A likelihood-ratio test of value-at-risk violations.</summary>
/// <param name="Statistic">Likelihood ratio, at least 0.</param>
/// <param name="PValue">Probability of a statistic at least as large when the forecasts are right, 0 to 1.</param>
public readonly record struct CoverageTest(double Statistic, double PValue)
{
    /// <summary>Whether the test does not reject at a significance level.</summary>
    /// <param name="significance">Between 0 and 1; 0.05 is the custom.</param>
    /// <returns>True when the p-value is at least the level.</returns>
    public bool Passes(double significance = 0.05) => PValue >= significance;
}
