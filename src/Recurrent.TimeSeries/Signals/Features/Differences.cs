namespace Recurrent.TimeSeries.Signals.Features;

/// <summary>How features change: the slope of a straight line through each row and its neighbours.</summary>
/// <remarks>d_t = Σ n (x_{t+n} − x_{t−n}) / (2 Σ n²), n = 1 … N, the ends repeated (the HTK book, 5.9).</remarks>
internal static class Differences
{
    /// <summary>Puts the slopes beside the features.</summary>
    /// <param name="rows"><c>[T, D]</c></param>
    /// <param name="features">D.</param>
    /// <param name="reach">N, rows looked at on each side.</param>
    /// <param name="gain">Multiplies the slopes, so that they are about as large as the features.</param>
    /// <returns><c>[T, 2D]</c></returns>
    public static float[] Append(float[] rows, int features, int reach, float gain)
    {
        var time = rows.Length / features;
        var result = new float[2 * rows.Length];
        var norm = gain / (2f * Enumerable.Range(1, reach).Sum(static n => n * n));
        for (var step = 0; step < time; step++)
        {
            rows.AsSpan(step * features, features).CopyTo(result.AsSpan(2 * step * features));
            var slopes = result.AsSpan(((2 * step) + 1) * features, features);
            for (var n = 1; n <= reach; n++)
            {
                var ahead = rows.AsSpan(Math.Min(time - 1, step + n) * features, features);
                var behind = rows.AsSpan(Math.Max(0, step - n) * features, features);
                for (var feature = 0; feature < features; feature++) slopes[feature] += norm * n * (ahead[feature] - behind[feature]);
            }
        }
        return result;
    }
}
