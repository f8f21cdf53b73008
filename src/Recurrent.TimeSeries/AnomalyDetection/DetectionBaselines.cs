using Recurrent.Tensors.Random;

namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>Simple methods that see the same rows in the same order.</summary>
internal static class DetectionBaselines
{
    private const int Window = 500;
    private const double SmallestDeviation = 1e-6;

    /// <summary>The largest distance of a channel from its training level, in training spreads.</summary>
    public static double[] ZScore(DetectionTable table, ChannelScale[] scales)
    {
        var scores = new double[table.Rows];
        for (var row = 0; row < scores.Length; row++)
            for (var channel = 0; channel < scales.Length; channel++)
                scores[row] = Larger(scores[row], Math.Abs(scales[channel].Normalise(table.Row(row)[channel])));
        return scores;
    }

    /// <summary>The largest distance of a channel from the mean of its last 500 rows, in their deviation.</summary>
    public static double[] WindowedGaussian(DetectionTable table, ChannelScale[] scales)
    {
        var scores = new double[table.Rows];
        for (var channel = 0; channel < scales.Length; channel++)
        {
            var (sum, squares, count) = (0.0, 0.0, 0);
            for (var row = 0; row < scores.Length; row++)
            {
                var value = scales[channel].Normalise(table.Row(row)[channel]);
                if (count > 1)
                {
                    var mean = sum / count;
                    var deviation = Math.Sqrt(Math.Max((squares / count) - (mean * mean), SmallestDeviation * SmallestDeviation));
                    scores[row] = Larger(scores[row], Math.Abs(value - mean) / deviation);
                }
                if (!double.IsNaN(value)) (sum, squares, count) = (sum + value, squares + (value * value), count + 1);
                if (row < Window || scales[channel].Normalise(table.Row(row - Window)[channel]) is var oldest && double.IsNaN(oldest)) continue;
                (sum, squares, count) = (sum - oldest, squares - (oldest * oldest), count - 1);
            }
        }
        return scores;
    }

    /// <summary>The larger number; a missing value says nothing.</summary>
    private static double Larger(double known, double value) => value > known ? value : known;

    /// <summary>Uniform numbers.</summary>
    public static double[] Random(int rows, ulong index)
    {
        var draws = new float[rows];
        new RandomSource(1).Stream("random scorer", index).FillUniform(draws);
        return [.. draws.Select(static draw => (double)draw)];
    }
}
