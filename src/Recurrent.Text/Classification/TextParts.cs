using Recurrent.Tensors.Sequences;

namespace Recurrent.Text.Classification;

/// <summary>Takes pooled features apart again, token by token.</summary>
internal static class TextParts
{
    /// <summary>What every token adds to the pooled features.</summary>
    /// <param name="outputs">Outputs of the encoder, <c>[T, B, D]</c>.</param>
    /// <param name="pooling">How they are pooled.</param>
    /// <param name="weights">Attention <c>[T, B]</c>; null without.</param>
    /// <param name="ratios">Scaled log-count ratios <c>[T, B, F]</c>, which are summed; may be empty.</param>
    /// <returns>Row-major <c>[T, B, P]</c>: their sum over T are the features.</returns>
    public static float[] Of(SequenceBatch outputs, TextPooling pooling, float[]? weights, ReadOnlySpan<float> ratios)
    {
        var (rows, width) = (outputs.Time * outputs.Batch, outputs.Features);
        var pooled = (pooling == TextPooling.MaxMean ? 2 : 1) * width;
        var extra = ratios.Length / rows;
        var parts = new float[rows * (pooled + extra)];
        var values = outputs.Values.Values;
        if (pooling is TextPooling.Max or TextPooling.MaxMean) AddLargest(outputs, parts, pooled + extra);
        for (var row = 0; row < rows; row++)
        {
            var place = parts.AsSpan(row * (pooled + extra), pooled + extra);
            ratios.Slice(row * extra, extra).CopyTo(place[pooled..]);
            if (pooling == TextPooling.Max) continue;
            var share = weights?[row] ?? 1f / Math.Max(1, outputs.LengthOf(row % outputs.Batch));
            for (var index = 0; index < width; index++) place[pooled - width + index] = share * values[(row * width) + index];
        }
        return parts;
    }

    private static void AddLargest(SequenceBatch outputs, float[] parts, int stride)
    {
        var values = outputs.Values.Values;
        for (var text = 0; text < outputs.Batch; text++)
        {
            for (var index = 0; index < outputs.Features && outputs.LengthOf(text) > 0; index++)
            {
                var best = 0;
                for (var step = 1; step < outputs.LengthOf(text); step++)
                    if (At(values, step) > At(values, best)) best = step;
                parts[(((best * outputs.Batch) + text) * stride) + index] = At(values, best);

                float At(ReadOnlySpan<float> from, int step) => from[(((step * outputs.Batch) + text) * outputs.Features) + index];
            }
        }
    }
}
