using MathNet.Numerics.Distributions;
using Recurrent.TimeSeries.AnomalyDetection;

namespace Recurrent.TimeSeries.Finance.Measures;

/// <summary>How often the sign of a return was foretold, and how often chance would do as well.</summary>
/// <param name="Days">Days with a price move; others count for nothing.</param>
/// <param name="Hits">Days whose sign was foretold.</param>
/// <param name="BinomialPValue">Probability of as many hits by throwing a fair coin, 0 to 1, one-sided.</param>
/// <param name="PesaranTimmermannPValue">
/// The same against a forecaster of the same habits that knows nothing, 0 to 1, one-sided and asymptotic: in a rising market always saying
/// up is right on most days and proves nothing. 1 when all forecasts or all days have one sign.
/// </param>
/// <remarks>Pesaran and Timmermann, A simple nonparametric test of predictive performance, 1992.</remarks>
public readonly record struct DirectionTest(int Days, int Hits, double BinomialPValue, double PesaranTimmermannPValue)
{
    /// <summary>Share of days whose sign was foretold, 0 to 1; NaN without days.</summary>
    public double Accuracy => (double)Hits / Days;

    /// <summary>Tests forecasts of the sign.</summary>
    /// <param name="returns">Returns. [N]</param>
    /// <param name="rises">Whether a rise was foretold. [N]</param>
    /// <returns>Accuracy and p-values.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or no price moved.</exception>
    public static DirectionTest Of(ReadOnlySpan<double> returns, ReadOnlySpan<bool> rises)
    {
        if (returns.Length != rises.Length)
            throw new ArgumentException($"Received {returns.Length} returns and {rises.Length} forecasts; expected as many of both.", nameof(rises));
        var (days, hits, ups, foretold) = (0, 0, 0, 0);
        for (var t = 0; t < returns.Length; t++)
        {
            if (returns[t] == 0) continue;
            var isUp = returns[t] > 0;
            days++;
            if (isUp == rises[t]) hits++;
            if (isUp) ups++;
            if (rises[t]) foretold++;
        }
        if (days == 0) throw new ArgumentException("Received no return other than 0; there is no sign to foretell.", nameof(returns));
        var binomial = hits == 0 ? 1 : 1 - Binomial.CDF(0.5, days, hits - 1);
        return new DirectionTest(days, hits, Math.Clamp(binomial, 0, 1), PesaranTimmermann(days, hits, (double)ups / days, (double)foretold / days));
    }

    private static double PesaranTimmermann(double days, double hits, double up, double foretold)
    {
        var chance = (up * foretold) + ((1 - up) * (1 - foretold));
        var spread = up * (1 - up) * foretold * (1 - foretold);
        var variance = (chance * (1 - chance) / days)
            - (Square((2 * up) - 1) * foretold * (1 - foretold) / days)
            - (Square((2 * foretold) - 1) * up * (1 - up) / days)
            - (4 * spread / (days * days));
        if (spread <= 0 || variance <= 0) return 1;
        var statistic = ((hits / days) - chance) / Math.Sqrt(variance);
        return statistic >= 0 ? NormalTail.Probability(statistic) : 1 - NormalTail.Probability(-statistic);
    }

    private static double Square(double value) => value * value;
}
