using Recurrent.TimeSeries.Finance.Measures;

namespace Recurrent.TimeSeries.Finance.Scoring;

/// <summary>How a value-at-risk held.</summary>
/// <param name="Level">Share of days that should undercut it.</param>
/// <param name="Days">Days scored.</param>
/// <param name="Violations">Days that did.</param>
/// <param name="Kupiec">Whether there were as many as there should be.</param>
/// <param name="Independence">Whether they came one by one.</param>
/// <param name="Conditional">Christoffersen's joint test of both.</param>
public sealed record VarScores(double Level, int Days, int Violations, CoverageTest Kupiec, CoverageTest Independence, CoverageTest Conditional)
{
    /// <summary>Share of days that undercut it, 0 to 1.</summary>
    public double Rate => (double)Violations / Days;

    /// <summary>Scores one level.</summary>
    /// <param name="returns">Log returns. [N]</param>
    /// <param name="quantiles">Value-at-risk for the same days. [N]</param>
    /// <param name="level">Between 0 and 1.</param>
    /// <returns>Counts and tests.</returns>
    /// <exception cref="ArgumentException">There are fewer than two days, or the lengths differ.</exception>
    public static VarScores Of(ReadOnlySpan<double> returns, ReadOnlySpan<double> quantiles, double level)
    {
        if (returns.Length != quantiles.Length)
            throw new ArgumentException($"Received {returns.Length} returns and {quantiles.Length} quantiles; expected as many of both.", nameof(quantiles));
        var violations = new bool[returns.Length];
        for (var t = 0; t < returns.Length; t++) violations[t] = returns[t] < quantiles[t];
        return new VarScores(
            level, returns.Length, violations.Count(static one => one), Measures.Kupiec.Of(violations, level),
            Christoffersen.Independence(violations), Christoffersen.Conditional(violations, level));
    }
}
