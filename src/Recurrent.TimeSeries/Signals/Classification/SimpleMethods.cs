namespace Recurrent.TimeSeries.Signals.Classification;

/// <summary>What the simple methods beside a classifier know of its training signals; stored beside the model.</summary>
internal sealed record SimpleMethods
{
    /// <summary>The class most training signals have.</summary>
    public required int Majority { get; init; }

    /// <summary>Mean over each class of the signals' summaries. [C][S]</summary>
    public required float[][] Centroids { get; init; }

    /// <summary>Spread of each number of the summaries over the training signals. [S]</summary>
    public required float[] Spreads { get; init; }

    /// <summary>Learns from the training signals.</summary>
    /// <param name="rows">Scaled features of each signal. <c>[T, D]</c></param>
    /// <param name="features">D.</param>
    /// <param name="targets">Class of each signal.</param>
    /// <param name="classes">C.</param>
    public static SimpleMethods Of(IReadOnlyList<float[]> rows, int features, int[] targets, int classes)
    {
        var counts = new int[classes];
        double[][] sums = [.. Enumerable.Range(0, classes).Select(_ => new double[Size(features)])];
        var (total, squares) = (new double[Size(features)], new double[Size(features)]);
        for (var index = 0; index < targets.Length; index++)
        {
            var summary = Summary(rows[index], features);
            counts[targets[index]]++;
            for (var place = 0; place < summary.Length; place++)
            {
                sums[targets[index]][place] += summary[place];
                total[place] += summary[place];
                squares[place] += (double)summary[place] * summary[place];
            }
        }
        var spreads = new float[total.Length];
        for (var place = 0; place < total.Length; place++)
        {
            var mean = total[place] / targets.Length;
            var variance = (squares[place] / targets.Length) - (mean * mean);
            spreads[place] = variance > 1e-9 ? (float)Math.Sqrt(variance) : 1;
        }
        return new SimpleMethods
        {
            Majority = Array.IndexOf(counts, counts.Max()),
            Centroids = [.. sums.Select((sum, one) => sum.Select(value => (float)(value / Math.Max(1, counts[one]))).ToArray())],
            Spreads = spreads,
        };
    }

    /// <summary>Numbers of a summary.</summary>
    public static int Size(int features) => (5 * features) + 1;

    /// <summary>The class whose mean summary is nearest.</summary>
    public int Nearest(float[] rows, int features)
    {
        var summary = Summary(rows, features);
        var (best, smallest) = (0, double.PositiveInfinity);
        for (var one = 0; one < Centroids.Length; one++)
        {
            var distance = 0.0;
            for (var place = 0; place < summary.Length; place++)
            {
                var gap = (summary[place] - Centroids[one][place]) / Spreads[place];
                distance += gap * gap;
            }
            if (distance < smallest) (best, smallest) = (one, distance);
        }
        return best;
    }

    /// <summary>Mean and deviation of every feature, its means over the three thirds of the signal, and the length.</summary>
    private static float[] Summary(float[] rows, int features)
    {
        var time = rows.Length / features;
        var summary = new float[Size(features)];
        for (var feature = 0; feature < features; feature++)
        {
            var (sum, squares) = (0.0, 0.0);
            for (var step = 0; step < time; step++)
            {
                double value = rows[(step * features) + feature];
                (sum, squares) = (sum + value, squares + (value * value));
            }
            summary[feature] = (float)(sum / time);
            summary[features + feature] = (float)Math.Sqrt(Math.Max(0, (squares / time) - (sum / time * sum / time)));
            for (var third = 0; third < 3; third++)
            {
                var start = third * time / 3;
                var end = Math.Max(start + 1, (third + 1) * time / 3);
                for (var step = start; step < end; step++) summary[((2 + third) * features) + feature] += rows[(step * features) + feature] / (end - start);
            }
        }
        summary[^1] = MathF.Log(time);
        return summary;
    }
}
