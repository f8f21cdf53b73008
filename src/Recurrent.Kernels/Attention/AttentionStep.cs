using System.Numerics.Tensors;
using Recurrent.Kernels.Reduce;

namespace Recurrent.Kernels.Attention;

/// <summary>Attention of one query over remembered keys and values, for live streams; allocates nothing.</summary>
internal static class AttentionStep
{
    /// <summary>softmax(K q / √D + bias) V in every head.</summary>
    /// <param name="query">q, K·D values.</param>
    /// <param name="keys">[N, K·D] in any order.</param>
    /// <param name="values">[N, K·D] in the same order.</param>
    /// <param name="bias">Added to the scores, [K, N] in the same order; empty for none.</param>
    /// <param name="scores">Scratch memory of K·N floats.</param>
    /// <param name="destination">K·D values; 0 when N is 0.</param>
    /// <param name="heads">K.</param>
    public static void Run(
        ReadOnlySpan<float> query, ReadOnlySpan<float> keys, ReadOnlySpan<float> values, ReadOnlySpan<float> bias, Span<float> scores, Span<float> destination, int heads)
    {
        int features = query.Length, width = features / heads, count = keys.Length / features;
        destination.Clear();
        if (count == 0) return;
        scores = scores[..(heads * count)];
        for (int key = 0; key < count; key++)
        {
            ReadOnlySpan<float> row = keys.Slice(key * features, features);
            for (int head = 0; head < heads; head++)
                scores[(head * count) + key] = TensorPrimitives.Dot(query.Slice(head * width, width), row.Slice(head * width, width));
        }

        TensorPrimitives.Multiply(scores, 1f / MathF.Sqrt(width), scores);
        if (!bias.IsEmpty) TensorPrimitives.Add(scores, bias, scores);
        SoftMax.Rows(scores, count, scores);
        for (int key = 0; key < count; key++)
        {
            ReadOnlySpan<float> row = values.Slice(key * features, features);
            for (int head = 0; head < heads; head++)
            {
                Span<float> sum = destination.Slice(head * width, width);
                TensorPrimitives.MultiplyAdd(row.Slice(head * width, width), scores[(head * count) + key], sum, sum);
            }
        }
    }
}
