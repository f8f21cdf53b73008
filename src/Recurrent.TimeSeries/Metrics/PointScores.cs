namespace Recurrent.TimeSeries.Metrics;

/// <summary>Counts of flagged and labelled rows, and what follows from them; every row counts by itself.</summary>
/// <param name="TruePositives">Rows flagged and labelled.</param>
/// <param name="FalsePositives">Rows flagged and not labelled.</param>
/// <param name="FalseNegatives">Rows labelled and not flagged.</param>
/// <param name="TrueNegatives">Rows neither flagged nor labelled.</param>
public readonly record struct PointScores(long TruePositives, long FalsePositives, long FalseNegatives, long TrueNegatives)
{
    /// <summary>Share of the flagged rows that are labelled; 0 when none is flagged.</summary>
    public double Precision => Share(TruePositives, FalsePositives);

    /// <summary>Share of the labelled rows that are flagged; 0 when none is labelled.</summary>
    public double Recall => Share(TruePositives, FalseNegatives);

    /// <summary><c>2 P R / (P + R) = 2 TP / (2 TP + FP + FN)</c>; 0 without a true positive.</summary>
    public double F1 => TruePositives == 0 ? 0 : 2.0 * TruePositives / ((2.0 * TruePositives) + FalsePositives + FalseNegatives);

    /// <summary>Share of the rows without label that are flagged; 0 when there are none.</summary>
    public double FalseAlarmRate => Share(FalsePositives, TrueNegatives);

    /// <summary>Share of the labelled rows that are not flagged; 0 when none is labelled.</summary>
    public double MissedAlarmRate => Share(FalseNegatives, TruePositives);

    /// <summary>Counts rows.</summary>
    /// <param name="flags">What was flagged. [T]</param>
    /// <param name="labels">What is labelled. [T]</param>
    /// <returns>The counts.</returns>
    /// <exception cref="ArgumentException">The lengths differ or are 0.</exception>
    public static PointScores Of(ReadOnlySpan<bool> flags, ReadOnlySpan<bool> labels)
    {
        MetricGuard.SameLength(labels.Length, flags.Length, nameof(flags));
        var scores = default(PointScores);
        for (var row = 0; row < flags.Length; row++)
        {
            scores += (flags[row], labels[row]) switch
            {
                (true, true) => new PointScores(1, 0, 0, 0),
                (true, false) => new PointScores(0, 1, 0, 0),
                (false, true) => new PointScores(0, 0, 1, 0),
                _ => new PointScores(0, 0, 0, 1),
            };
        }
        return scores;
    }

    /// <summary>The flags after point adjustment: one flagged row in a labelled run of rows flags the whole run.</summary>
    /// <param name="flags">What was flagged. [T]</param>
    /// <param name="labels">What is labelled. [T]</param>
    /// <returns>Adjusted flags, with which random scorers look good too: never report them alone. [T]</returns>
    /// <exception cref="ArgumentException">The lengths differ or are 0.</exception>
    /// <remarks>Kim et al., Towards a rigorous evaluation of time-series anomaly detection, AAAI 2022.</remarks>
    public static bool[] Adjust(ReadOnlySpan<bool> flags, ReadOnlySpan<bool> labels)
    {
        MetricGuard.SameLength(labels.Length, flags.Length, nameof(flags));
        var adjusted = flags.ToArray();
        for (var start = 0; start < labels.Length; start++)
        {
            if (!labels[start]) continue;
            var end = start;
            while (end < labels.Length && labels[end]) end++;
            if (adjusted.AsSpan(start, end - start).Contains(true)) adjusted.AsSpan(start, end - start).Fill(true);
            start = end;
        }
        return adjusted;
    }

    /// <summary>The counts of two sets of rows together.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>Sums.</returns>
    public static PointScores operator +(PointScores left, PointScores right) => Add(left, right);

    /// <summary>The counts of two sets of rows together.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>Sums.</returns>
    public static PointScores Add(PointScores left, PointScores right) => new(
        left.TruePositives + right.TruePositives, left.FalsePositives + right.FalsePositives,
        left.FalseNegatives + right.FalseNegatives, left.TrueNegatives + right.TrueNegatives);

    private static double Share(long part, long rest) => part == 0 ? 0 : (double)part / (part + rest);
}
