namespace Recurrent.TimeSeries;

/// <summary>Centred moving averages that remove one seasonal period.</summary>
internal static class MovingAverage
{
    /// <summary>Average over one period around each value; the ends without a full window are NaN. Even periods weigh both ends
    /// half.</summary>
    /// <remarks>Of NaN, which stands for a missing value, the rest of the window is averaged when at least half of it is known.</remarks>
    public static double[] Centred(ReadOnlySpan<double> values, int period)
    {
        var average = new double[values.Length];
        Array.Fill(average, double.NaN);
        var half = period / 2;
        for (var t = half; t < values.Length - half; t++)
        {
            var (sum, weights) = (0.0, 0.0);
            for (var k = -half; k <= half; k++)
            {
                if (double.IsNaN(values[t + k])) continue;
                var weight = period % 2 == 0 && Math.Abs(k) == half ? 0.5 : 1;
                (sum, weights) = (sum + (values[t + k] * weight), weights + weight);
            }
            if (2 * weights >= period) average[t] = sum / weights;
        }
        return average;
    }
}
