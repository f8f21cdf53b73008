namespace Recurrent.TimeSeries;

/// <summary>Centred moving averages that remove one seasonal period.</summary>
internal static class MovingAverage
{
    /// <summary>Average over one period around each value; the ends without a full window are NaN. Even periods weigh both ends
    /// half.</summary>
    public static double[] Centred(ReadOnlySpan<double> values, int period)
    {
        var average = new double[values.Length];
        Array.Fill(average, double.NaN);
        var half = period / 2;
        for (var t = half; t < values.Length - half; t++)
        {
            var sum = 0.0;
            for (var k = -half; k <= half; k++)
                sum += values[t + k] * (period % 2 == 0 && Math.Abs(k) == half ? 0.5 : 1);
            average[t] = sum / period;
        }
        return average;
    }
}
