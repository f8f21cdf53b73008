namespace Recurrent.TimeSeries.Finance.Measures;

/// <summary>Test that value-at-risk is violated as often as its level says.</summary>
/// <remarks>
/// <c>−2 ln[(1−p)^(n−x) p^x / ((1−x/n)^(n−x) (x/n)^x)]</c>, chi-squared with 1 degree of freedom (Kupiec, 1995); 0 log 0 = 0.
/// </remarks>
public static class Kupiec
{
    /// <summary>The test of unconditional coverage.</summary>
    /// <param name="violations">Whether the loss exceeded the value at risk. [N]</param>
    /// <param name="level">Expected share of violations, between 0 and 1; 0.01 for 1 % value-at-risk.</param>
    /// <returns>Statistic and p-value.</returns>
    /// <exception cref="ArgumentException">There are no days.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not inside (0, 1).</exception>
    public static CoverageTest Of(ReadOnlySpan<bool> violations, double level)
    {
        if (violations.IsEmpty)
            throw new ArgumentException("Received no days; pass at least one violation flag.", nameof(violations));
        if (level is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level, $"Received the level {level}; expected more than 0 and less than 1.");
        var hits = violations.Count(true);
        var misses = violations.Length - hits;
        var ratio = 2 * (BernoulliLikelihood.Log(misses, hits) - BernoulliLikelihood.Log(misses, hits, level));
        return ChiSquared.One(ratio);
    }
}
