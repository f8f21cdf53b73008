namespace Recurrent.TimeSeries.Finance.Measures;

/// <summary>Tests that value-at-risk violations do not cluster.</summary>
/// <remarks>
/// Independence: a first-order Markov chain against one rate for all days, chi-squared with 1 degree of freedom. Conditional coverage adds
/// the statistic of <see cref="Kupiec"/>, chi-squared with 2 degrees of freedom (Christoffersen, 1998).
/// </remarks>
public static class Christoffersen
{
    /// <summary>The test of independence.</summary>
    /// <param name="violations">Whether the loss exceeded the value at risk, in order of time. [N]</param>
    /// <returns>Statistic and p-value.</returns>
    /// <exception cref="ArgumentException">There are fewer than two days.</exception>
    public static CoverageTest Independence(ReadOnlySpan<bool> violations)
    {
        if (violations.Length < 2)
            throw new ArgumentException($"Received {violations.Length} days; pass at least two, in order of time.", nameof(violations));
        Span<int> counts = stackalloc int[4];
        counts.Clear();
        for (var t = 1; t < violations.Length; t++)
            counts[(violations[t - 1] ? 2 : 0) + (violations[t] ? 1 : 0)]++;
        var chain = BernoulliLikelihood.Log(counts[0], counts[1]) + BernoulliLikelihood.Log(counts[2], counts[3]);
        return ChiSquared.One(2 * (chain - BernoulliLikelihood.Log(counts[0] + counts[2], counts[1] + counts[3])));
    }

    /// <summary>The joint test of coverage and independence.</summary>
    /// <param name="violations">Whether the loss exceeded the value at risk, in order of time. [N]</param>
    /// <param name="level">Expected share of violations, between 0 and 1.</param>
    /// <returns>Statistic and p-value.</returns>
    /// <exception cref="ArgumentException">There are fewer than two days.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not inside (0, 1).</exception>
    public static CoverageTest Conditional(ReadOnlySpan<bool> violations, double level) =>
        ChiSquared.Two(Independence(violations).Statistic + Kupiec.Of(violations, level).Statistic);
}
