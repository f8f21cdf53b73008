using System.Numerics.Tensors;
using Recurrent.Kernels.Elementwise;
using Recurrent.Kernels.Reduce;
using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Attention;

/// <summary>softmax(Q Kᵀ / √D + bias) V for every row and head, tile by tile: no matrix of queries times keys is kept.</summary>
/// <remarks>
/// The largest score and the sum of exponentials of a query are corrected from tile to tile (Milakov and Gimelshein, "Online normalizer
/// calculation for softmax", 2018; Rabe and Staats, "Self-attention does not need O(n²) memory", 2021; Dao and others, "FlashAttention", 2022).
/// A row and head belong to one thread, so the bits do not depend on how many there are.
/// </remarks>
internal ref struct AttentionForward : IParallelJob
{
    /// <summary>The sizes.</summary>
    public required AttentionShape Shape { get; init; }

    /// <summary>Who sees whom.</summary>
    public required AttentionMask Mask { get; init; }

    /// <summary>What is added to the scores.</summary>
    public required RelativeBias Bias { get; init; }

    /// <summary>Q, [T, B, K·D].</summary>
    public required ReadOnlySpan<float> Query { get; init; }

    /// <summary>K, [S, B, K·D].</summary>
    public required ReadOnlySpan<float> Key { get; init; }

    /// <summary>V, [S, B, K·D].</summary>
    public required ReadOnlySpan<float> Value { get; init; }

    /// <summary>The result, [T, B, K·D].</summary>
    public required Span<float> Output { get; init; }

    /// <summary>log Σ e^score of every query, [B, K, T], −∞ where nothing is seen; undefined behind a row's valid queries.</summary>
    public required Span<float> LogSums { get; init; }

    /// <summary><see cref="AttentionShape.ScratchLength"/> floats for each thread.</summary>
    public required Span<float> Scratch { get; init; }

    /// <inheritdoc/>
    public static bool PartsAreIndependent => true;

    /// <inheritdoc/>
    public readonly void Execute(int part, int parts, TeamBarrier barrier)
    {
        ItemRange items = RangeSplitter.Split(Shape.Items, grain: 1, part, parts);
        var tile = new AttentionTile(Shape, Scratch.Slice(part * Shape.ScratchLength, Shape.ScratchLength));
        for (int item = items.Start; item < items.End; item++)
        {
            int valid = Mask.QueriesOf(item / Shape.Heads, Shape.Queries);
            for (int start = 0; start < valid; start += AttentionShape.QueryBlock)
                Attend(tile, item, new ItemRange(start, Math.Min(valid, start + AttentionShape.QueryBlock)));
            for (int step = valid; step < Shape.Queries; step++) Output.Slice(Shape.At(step, item), Shape.Width).Clear();
        }
    }

    private readonly void Attend(AttentionTile tile, int item, ItemRange queries)
    {
        Span<float> largest = stackalloc float[queries.Length];
        Span<double> sums = stackalloc double[queries.Length];
        largest.Fill(float.NegativeInfinity);
        sums.Clear();
        tile.Sums[..(queries.Length * Shape.Width)].Clear();
        Shape.LoadScaled(Query, item, queries, tile.Queries);
        ItemRange keys = Mask.KeysOf(item / Shape.Heads, queries, Shape.Keys);
        for (int start = keys.Start; start < keys.End; start += AttentionShape.KeyBlock)
        {
            var block = new ItemRange(start, Math.Min(keys.End, start + AttentionShape.KeyBlock));
            tile.Score(Key, item, queries.Length, block);
            for (int query = 0; query < queries.Length; query++)
            {
                Exponentiate(tile, item, query, queries.Start + query, block, ref largest[query], ref sums[query]);
            }

            tile.Add(tile.Scores, Value, Mask, item, queries, block);
        }

        Store(tile, item, queries, largest, sums);
    }

    /// <summary>Scores become e^(score − largest so far); what was summed before is brought to the same scale.</summary>
    private readonly void Exponentiate(AttentionTile tile, int item, int query, int step, ItemRange block, ref float largest, ref double sum)
    {
        ItemRange seen = Mask.KeysOf(item / Shape.Heads, step, Shape.Keys);
        Span<float> scores = tile.SeenOf(query, block, seen);
        if (scores.IsEmpty) return;
        Bias.Add(item % Shape.Heads, step + Mask.Offset, Math.Max(seen.Start, block.Start), scores);
        float before = largest;
        largest = MathF.Max(before, TensorPrimitives.Max(scores));
        TensorPrimitives.Subtract(scores, largest, scores);
        Activations.Exp(scores, scores);
        if (sum > 0 && largest != before)
        {
            float factor = VectorMath.Exp(before - largest);
            sum *= factor;
            Scaling.By(tile.Sums.Slice(query * Shape.Width, Shape.Width), factor);
        }

        sum += FixedOrder.Sum(scores);
    }

    private readonly void Store(AttentionTile tile, int item, ItemRange queries, ReadOnlySpan<float> largest, ReadOnlySpan<double> sums)
    {
        for (int query = 0; query < queries.Length; query++)
        {
            int step = queries.Start + query;
            float inverse = sums[query] == 0 ? 0 : (float)(1 / sums[query]);
            TensorPrimitives.Multiply(tile.Sums.Slice(query * Shape.Width, Shape.Width), inverse, Output.Slice(Shape.At(step, item), Shape.Width));
            if (!LogSums.IsEmpty)
                LogSums[(item * Shape.Queries) + step] = sums[query] == 0 ? float.NegativeInfinity : (float)(largest[query] + PortableMath.Log(sums[query]));
        }
    }
}
