namespace Recurrent.TimeSeries.Forecasting.Paths;

/// <summary>Moves drawn values so that the quantiles of each step are the calibrated ones; every path keeps its rank.</summary>
internal static class PathCalibration
{
    /// <summary>Changes the paths in place.</summary>
    /// <param name="paths">Transformed values. <c>[P][H]</c></param>
    /// <param name="calibration">Factors on the distance from the median for each level.</param>
    /// <param name="levels">The levels, growing.</param>
    /// <param name="isCount">Whether values are counts, and stay so.</param>
    public static void Apply(double[][] paths, IntervalCalibration calibration, double[] levels, bool isCount)
    {
        for (var step = 0; step < paths[0].Length; step++)
        {
            var factors = calibration.Factors[Math.Min(step / calibration.BlockLength, calibration.Factors.Length - 1)];
            var ranks = StepSample.Ranks(paths, step);
            var sorted = StepSample.Sorted(paths, step, ranks, isCount);
            var median = StepSample.Between(sorted, 0.5);
            for (var rank = 0; rank < ranks.Length; rank++)
            {
                var factor = Factor(factors, levels, (rank + 0.5) / ranks.Length);
                var value = median + (factor * (sorted[rank] - median));
                paths[ranks[rank]][step] = isCount ? Math.Max(0, Math.Round(value)) : value;
            }
        }
    }

    /// <summary>Between two levels the factor changes evenly; the median has none of its own, so its neighbours' count.</summary>
    private static double Factor(double[] factors, double[] levels, double level)
    {
        var (below, above) = (-1, -1);
        for (var index = 0; index < levels.Length; index++)
        {
            if (levels[index] == 0.5) continue;
            if (levels[index] <= level) below = index;
            else if (above < 0) above = index;
        }
        if (below < 0 || above < 0) return below < 0 && above < 0 ? 1 : factors[Math.Max(below, above)];
        var share = (level - levels[below]) / (levels[above] - levels[below]);
        return factors[below] + (share * (factors[above] - factors[below]));
    }
}
