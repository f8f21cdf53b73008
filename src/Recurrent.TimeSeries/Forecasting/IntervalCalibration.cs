namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Factors on the distance of each quantile from the median that make intervals cover the validation part as they should.</summary>
/// <param name="BlockLength">Steps of the horizon that share a factor, at least 1.</param>
/// <param name="Factors">For each block of steps one factor for each level: 1 leaves the quantile as it is.</param>
/// <remarks>
/// Split-conformal with the interval's own width as measure (Romano, Patterson and Candès, Conformalized quantile regression, 2019): for the
/// levels q and 1 − q the score of a value y is <c>max((m − y)/(m − l), (y − m)/(u − m))</c>, and the factor is the
/// <c>⌈(n + 1)(1 − 2q)⌉</c>-th smallest score. The windows lie at several points in time of the validation part (rolling origins), which ends
/// where the held-out end begins. Those of one series overlap and the same part decides when to stop, so the guarantee is approximate.
/// </remarks>
internal sealed record IntervalCalibration(int BlockLength, double[][] Factors)
{
    private const int FewestScores = 30;
    private const int ScoresPerBlock = 400;
    private const double Smallest = 0.5;
    private const double Largest = 3;

    /// <summary>Learns the factors.</summary>
    /// <param name="forecasts">Quantiles and targets of validation windows, each <c>[H, B, Q]</c> and <c>[H, B]</c>.</param>
    /// <param name="levels">The levels, growing.</param>
    /// <param name="horizon">H.</param>
    /// <returns>The factors, or null when there are too few values to say anything.</returns>
    public static IntervalCalibration? Fit(IReadOnlyList<ScoredBatch> forecasts, double[] levels, int horizon)
    {
        var perStep = forecasts.Sum(one => one.Known) / horizon;
        if (perStep * horizon < FewestScores) return null;
        var blocks = Math.Clamp(perStep * horizon / ScoresPerBlock, 1, horizon);
        var length = (horizon + blocks - 1) / blocks;
        blocks = (horizon + length - 1) / length;
        return new IntervalCalibration(length, [.. Enumerable.Range(0, blocks).Select(block => BlockFactors(forecasts, levels, block * length, length))]);
    }

    /// <summary>Stretches the quantiles of one step in place.</summary>
    /// <param name="step">From 0; steps behind the trained horizon use the last block.</param>
    /// <param name="median">Place of the median.</param>
    /// <param name="quantiles">Growing; they stay so. [Q]</param>
    public void Apply(int step, int median, Span<double> quantiles)
    {
        var factors = Factors[Math.Min(step / BlockLength, Factors.Length - 1)];
        var centre = quantiles[median];
        for (var level = 0; level < quantiles.Length; level++)
            quantiles[level] = centre + (factors[level] * (quantiles[level] - centre));
        quantiles.Sort();
    }

    private static double[] BlockFactors(IReadOnlyList<ScoredBatch> forecasts, double[] levels, int first, int length)
    {
        var factors = new double[levels.Length];
        Array.Fill(factors, 1);
        var median = Array.IndexOf(levels, 0.5);
        for (var lower = 0; lower < median; lower++)
        {
            var upper = Array.FindIndex(levels, level => Math.Abs(level - (1 - levels[lower])) < 1e-9);
            if (upper < 0) continue;
            var scores = new List<double>();
            foreach (var batch in forecasts) batch.AddScores(scores, first, length, new QuantilePlaces(lower, median, upper));
            if (scores.Count == 0) continue;
            scores.Sort();
            var rank = (int)Math.Ceiling((scores.Count + 1) * (1 - (2 * levels[lower])));
            factors[lower] = factors[upper] = Math.Clamp(scores[Math.Clamp(rank - 1, 0, scores.Count - 1)], Smallest, Largest);
        }
        return factors;
    }
}
