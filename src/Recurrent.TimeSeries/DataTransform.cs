namespace Recurrent.TimeSeries;

/// <summary>Chooses a transformation from the data.</summary>
public static class DataTransform
{
    private const int FewestWindows = 4;

    /// <summary>Suggests the logarithm when the spread of the values grows in proportion to their level.</summary>
    /// <param name="values">Training values, NaN for a missing one; windows of which less than half is known say nothing. [T]</param>
    /// <param name="period">Seasonal period, at least 1; windows hold one period, or 12 values when it is shorter than 4.</param>
    /// <returns><see cref="DataTransformKind.Log"/> or <see cref="DataTransformKind.None"/>.</returns>
    /// <remarks>
    /// The series is cut into windows from its end. <c>log(standard deviation around the window's line)</c> is regressed on
    /// <c>log(mean)</c>: a slope of 1 means multiplicative variation, 0 additive. The logarithm is suggested when all values are
    /// positive, the slope exceeds ½
    /// and is more than twice its standard error (the idea is that of Guerrero, 1993).
    /// </remarks>
    public static DataTransformKind Suggest(ReadOnlySpan<double> values, int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        var window = period < 4 ? 12 : period;
        var (levels, spreads) = (new List<double>(), new List<double>());
        for (var end = values.Length; end >= window; end -= window)
        {
            var part = values[(end - window)..end];
            var known = KnownValues.Count(part);
            if (2 * known < window) continue;
            foreach (var value in part)
                if (value <= 0) return DataTransformKind.None;
            var mean = part.ToArray().Where(static value => !double.IsNaN(value)).Average();
            var power = TrendLine.Remove(part).Sum(static rest => double.IsNaN(rest) ? 0 : rest * rest) / known;
            if (power <= 1e-20 * mean * mean) continue;
            levels.Add(Math.Log(mean));
            spreads.Add(0.5 * Math.Log(power));
        }
        return levels.Count >= FewestWindows && GrowsWithLevel(levels, spreads) ? DataTransformKind.Log : DataTransformKind.None;
    }

    private static bool GrowsWithLevel(List<double> levels, List<double> spreads)
    {
        var (meanLevel, meanSpread) = (levels.Average(), spreads.Average());
        var (power, common) = (0.0, 0.0);
        for (var i = 0; i < levels.Count; i++)
        {
            power += (levels[i] - meanLevel) * (levels[i] - meanLevel);
            common += (levels[i] - meanLevel) * (spreads[i] - meanSpread);
        }
        if (power < 1e-9) return false;
        var slope = common / power;
        var rest = 0.0;
        for (var i = 0; i < levels.Count; i++)
        {
            var error = spreads[i] - meanSpread - (slope * (levels[i] - meanLevel));
            rest += error * error;
        }
        var standardError = Math.Sqrt(rest / (levels.Count - 2) / power);
        return slope > 0.5 && slope > 2 * standardError;
    }
}
