namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>Level and spread of one channel in its training rows.</summary>
internal readonly record struct ChannelScale(double Centre, double Spread)
{
    /// <summary>Distance of the outer deciles of a normal distribution in standard deviations.</summary>
    private const double DecileDistance = 2.56;
    private const double SmallestShare = 0.1;
    private const double SmallestRelative = 0.01;
    private const double Smallest = 1e-6;

    /// <summary>The median, and the distance of the outer deciles: a few wild training rows do not move them.</summary>
    /// <param name="values">At least one number; NaN is passed over.</param>
    /// <remarks>A channel that hardly moves gets a spread from its deviation, or from its level: something has to count as a change.</remarks>
    public static ChannelScale Of(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Where(static value => !double.IsNaN(value)).Order()];
        var median = sorted[sorted.Length / 2];
        var mean = sorted.Average();
        var deviation = Math.Sqrt(sorted.Average(value => (value - mean) * (value - mean)));
        var spread = (sorted[(int)(sorted.Length * 0.9)] - sorted[(int)(sorted.Length * 0.1)]) / DecileDistance;
        spread = Math.Max(spread, SmallestShare * deviation);
        if (!(spread > 0)) spread = Math.Max(Smallest, Math.Abs(median) * SmallestRelative);
        return new ChannelScale(median, Math.Min(spread, double.MaxValue));
    }

    public double Normalise(double value) => (value - Centre) / Spread;

    public double Restore(double value) => (value * Spread) + Centre;
}
