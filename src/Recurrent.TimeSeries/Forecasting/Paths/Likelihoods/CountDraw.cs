using MathNet.Numerics.Distributions;

namespace Recurrent.TimeSeries.Forecasting.Paths.Likelihoods;

/// <summary>Draws counts of a Poisson distribution of any mean.</summary>
internal static class CountDraw
{
    /// <summary>From here on the normal distribution is closer than a part in a thousand of the deviation, and counts may exceed an int.</summary>
    private const double NearlyNormal = 1e6;

    public static double Poisson(double mean, System.Random random)
    {
        if (!(mean > 0)) return 0;
        if (mean < NearlyNormal) return MathNet.Numerics.Distributions.Poisson.Sample(random, mean);
        return Math.Max(0, Math.Round(mean + (Math.Sqrt(mean) * Normal.Sample(random, 0, 1))));
    }
}
