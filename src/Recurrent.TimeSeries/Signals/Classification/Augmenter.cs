using Recurrent.Tensors.Random;
using Recurrent.TimeSeries.Signals.Features;

namespace Recurrent.TimeSeries.Signals.Classification;

/// <summary>Changes scaled features at random, the same way for the same stream of random numbers.</summary>
internal sealed class Augmenter(SignalAugmentation settings, FeatureKind kind, int features)
{
    /// <summary>Numbers drawn for the decisions; noise comes behind them.</summary>
    private const int Decisions = 16;

    /// <summary>A changed copy.</summary>
    /// <param name="rows">Scaled features, <c>[T, D]</c>.</param>
    /// <param name="random">A stream for this signal alone.</param>
    /// <returns><c>[T′, D]</c></returns>
    public float[] Change(float[] rows, RandomStream random)
    {
        Span<float> draws = stackalloc float[Decisions];
        random.FillUniform(draws);
        var result = Cut(rows, draws[0], draws[1]);
        if (kind == FeatureKind.Raw) result = Mixed(Stretched(result, draws[2]), random.Advance(Decisions));
        AddLevel(result, draws[3]);
        AddNoise(result, random.Advance(Decisions + ((long)features * features)));
        var time = result.Length / features;
        Blank(result, time, settings.TimeMask, draws[4], draws[5], isTime: true);
        Blank(result, time, settings.TimeMask, draws[6], draws[7], isTime: true);
        if (kind != FeatureKind.LogMel) return result;
        Blank(result, features, settings.BandMask, draws[8], draws[9], isTime: false);
        Blank(result, features, settings.BandMask, draws[10], draws[11], isTime: false);
        return result;
    }

    private float[] Cut(float[] rows, float atStart, float atEnd)
    {
        var time = rows.Length / features;
        var (start, end) = ((int)(atStart * settings.Crop * time), (int)(atEnd * settings.Crop * time));
        return start + end >= time ? (float[])rows.Clone() : rows[(start * features)..((time - end) * features)];
    }

    private float[] Stretched(float[] rows, float draw)
    {
        var time = rows.Length / features;
        var length = Math.Max(1, (int)Math.Round(time * (1 + (settings.Speed * ((2 * draw) - 1)))));
        if (length == time) return rows;
        var result = new float[length * features];
        for (var step = 0; step < length; step++)
        {
            var place = length == 1 ? 0 : step * (time - 1f) / (length - 1);
            var (before, after) = ((int)place, Math.Min(time - 1, (int)place + 1));
            for (var feature = 0; feature < features; feature++)
            {
                var value = rows[(before * features) + feature];
                result[(step * features) + feature] = value + ((place - before) * (rows[(after * features) + feature] - value));
            }
        }
        return result;
    }

    private float[] Mixed(float[] rows, RandomStream random)
    {
        if (settings.Mix == 0) return rows;
        var matrix = new float[features * features];
        random.FillNormal(matrix);
        for (var index = 0; index < matrix.Length; index++) matrix[index] = (index % (features + 1) == 0 ? 1 : 0) + ((float)settings.Mix * matrix[index] / MathF.Sqrt(features));
        var result = new float[rows.Length];
        for (var index = 0; index < rows.Length; index++)
        {
            var row = rows.AsSpan(index / features * features, features);
            var weights = matrix.AsSpan(index % features * features, features);
            for (var other = 0; other < features; other++) result[index] += weights[other] * row[other];
        }
        return result;
    }

    private void AddLevel(float[] rows, float draw)
    {
        // Loudness moves every log-mel band alike, and of cepstral coefficients only the first.
        var step = kind == FeatureKind.Mfcc ? features : 1;
        var shift = (float)settings.Level * ((2 * draw) - 1);
        for (var index = 0; index < rows.Length; index += step) rows[index] += shift;
    }

    private void AddNoise(float[] rows, RandomStream random)
    {
        if (settings.Noise == 0) return;
        var noise = new float[rows.Length];
        random.FillNormal(noise);
        for (var index = 0; index < rows.Length; index++) rows[index] += (float)settings.Noise * noise[index];
    }

    private void Blank(float[] rows, int size, double share, float width, float place, bool isTime)
    {
        var count = (int)(width * ((share * size) + 1));
        if (share == 0 || count == 0 || count >= size) return;
        var start = (int)(place * (size - count + 1));
        if (isTime)
        {
            rows.AsSpan(start * features, count * features).Clear();
            return;
        }
        for (var row = 0; row < rows.Length; row += features) rows.AsSpan(row + start, count).Clear();
    }
}
