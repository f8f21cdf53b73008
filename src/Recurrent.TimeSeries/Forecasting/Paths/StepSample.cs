namespace Recurrent.TimeSeries.Forecasting.Paths;

/// <summary>The values of all paths at one step, sorted.</summary>
internal static class StepSample
{
    /// <summary>Which path has which rank: the lowest first, equal values in the order of their paths.</summary>
    public static int[] Ranks(double[][] paths, int step)
    {
        int[] order = [.. Enumerable.Range(0, paths.Length)];
        Array.Sort(order, (left, right) => paths[left][step].CompareTo(paths[right][step]) is var sign && sign != 0 ? sign : left.CompareTo(right));
        return order;
    }

    /// <summary>The sorted values; counts spread evenly over the unit around them, as if they had been rounded.</summary>
    public static double[] Sorted(double[][] paths, int step, int[] ranks, bool isCount)
    {
        double[] values = [.. ranks.Select(path => paths[path][step])];
        if (!isCount) return values;
        for (var first = 0; first < values.Length;)
        {
            var end = first + 1;
            while (end < values.Length && values[end] == values[first]) end++;
            var value = values[first];
            for (var index = first; index < end; index++) values[index] = value - 0.5 + ((index - first + 0.5) / (end - first));
            first = end;
        }
        return values;
    }

    /// <summary>A quantile by interpolation between the sorted values.</summary>
    public static double Between(double[] sorted, double level)
    {
        var place = level * (sorted.Length - 1);
        var below = (int)place;
        return sorted[below] + ((place - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]));
    }

    /// <summary>The smallest of the sorted values that is not exceeded with the level's probability: a quantile of counts is a count.</summary>
    public static double AtLeast(double[] sorted, double level) =>
        sorted[Math.Clamp((int)Math.Ceiling((level * sorted.Length) - 1e-9) - 1, 0, sorted.Length - 1)];
}
