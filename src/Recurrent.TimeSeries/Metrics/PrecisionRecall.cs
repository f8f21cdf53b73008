namespace Recurrent.TimeSeries.Metrics;

/// <summary>Area under the curve of precision over recall.</summary>
/// <remarks>Average precision, Σ (R_k − R_{k−1}) P_k over the distinct scores from the highest down; rows of equal score count together.</remarks>
public static class PrecisionRecall
{
    /// <summary>The area for one ranking.</summary>
    /// <param name="scores">Higher for stranger rows. [T]</param>
    /// <param name="labels">What is labelled. [T]</param>
    /// <returns>0 to 1; a random ranking reaches the share of labelled rows. NaN when none is labelled.</returns>
    /// <exception cref="ArgumentException">The lengths differ or are 0.</exception>
    public static double Area(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels)
    {
        MetricGuard.SameLength(labels.Length, scores.Length, nameof(scores));
        var (keys, order) = (scores.ToArray(), labels.ToArray());
        Array.Sort(keys, order);
        long positives = order.LongCount(static label => label);
        if (positives == 0) return double.NaN;
        var (area, found, seen) = (0.0, 0L, 0L);
        for (var index = keys.Length - 1; index >= 0;)
        {
            var (score, before) = (keys[index], found);
            for (; index >= 0 && keys[index].Equals(score); index--, seen++)
                if (order[index]) found++;
            area += (double)(found - before) / positives * found / seen;
        }
        return area;
    }
}
