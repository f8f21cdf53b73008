using Recurrent.Comparison.Measuring;

namespace Recurrent.Comparison.Reporting;

/// <summary>The ratios of one subcommand.</summary>
/// <param name="Geomean">Geometric mean over all cases.</param>
/// <param name="GeomeanWithoutBatch1">The same without the cases of one row, whose ratios are far larger; NaN when there is no other.</param>
/// <param name="Min">The worst case.</param>
internal sealed record KindSummary(double Geomean, double GeomeanWithoutBatch1, double Min)
{
    /// <summary>Sums one subcommand's cases up.</summary>
    /// <param name="results">At least one.</param>
    public static KindSummary Of(IReadOnlyCollection<CaseResult> results) => new(
        Statistics.GeometricMean(results.Select(result => result.Ratio)),
        Statistics.GeometricMean(results.Where(result => result.Batch > 1).Select(result => result.Ratio)),
        results.Min(result => result.Ratio));
}
