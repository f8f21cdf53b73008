using Recurrent.TimeSeries.AnomalyDetection;

namespace Recurrent.TimeSeries.Finance.Measures;

/// <summary>P-values of likelihood ratios.</summary>
internal static class ChiSquared
{
    public static CoverageTest One(double ratio)
    {
        var statistic = NotNegative(ratio);
        return new CoverageTest(statistic, Math.Min(1, 2 * NormalTail.Probability(Math.Sqrt(statistic))));
    }

    public static CoverageTest Two(double ratio)
    {
        var statistic = NotNegative(ratio);
        return new CoverageTest(statistic, Math.Exp(-statistic / 2));
    }

    // The difference of two equal log likelihoods can round to just below 0.
    private static double NotNegative(double ratio) => Math.Max(0, ratio);
}
