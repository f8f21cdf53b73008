namespace Recurrent.TimeSeries.Signals.Features;

/// <summary>Mean and standard deviation of every feature over the rows of the training signals.</summary>
internal sealed record FeatureScale(float[] Means, float[] Deviations)
{
    private const double Smallest = 1e-6;

    /// <summary>Measures the scale.</summary>
    /// <param name="rows">Features of each training signal, <c>[T, D]</c>.</param>
    /// <param name="features">D.</param>
    public static FeatureScale Of(IEnumerable<float[]> rows, int features)
    {
        var (sums, squares, count) = (new double[features], new double[features], 0L);
        foreach (var values in rows)
        {
            for (var index = 0; index < values.Length; index++)
            {
                sums[index % features] += values[index];
                squares[index % features] += (double)values[index] * values[index];
            }
            count += values.Length / features;
        }
        var scale = new FeatureScale(new float[features], new float[features]);
        for (var feature = 0; feature < features; feature++)
        {
            var mean = sums[feature] / count;
            var deviation = Math.Sqrt(Math.Max(0, (squares[feature] / count) - (mean * mean)));
            // A feature that never moves stays near 0 whatever its level; dividing by rounding errors would blow it up.
            var least = Math.Max(Smallest, Smallest * Math.Abs(mean));
            (scale.Means[feature], scale.Deviations[feature]) = ((float)mean, (float)(deviation > least ? deviation : 1));
        }
        return scale;
    }

    public float[] Normalise(float[] values)
    {
        var result = new float[values.Length];
        for (var index = 0; index < values.Length; index++) result[index] = (values[index] - Means[index % Means.Length]) / Deviations[index % Means.Length];
        return result;
    }
}
