using System.Numerics.Tensors;
using Recurrent.Kernels.Elementwise;
using Recurrent.Kernels.Gemm;
using Recurrent.Kernels.Reduce;
using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Attention;

/// <summary>Gradients of <see cref="AttentionForward"/>: the weights of a tile are computed again from the kept log-sums.</summary>
/// <remarks>
/// P = e^(S − logsum), ∂V = Pᵀ ∂O, ∂P = ∂O Vᵀ, ∂S = P ⊙ (∂P − Σ ∂O ⊙ O), ∂Q = ∂S K / √D, ∂K = ∂Sᵀ Q / √D, and ∂bias sums ∂S over equal
/// distances. Dao and others, 2022, appendix B.2. All gradients are added to.
/// </remarks>
internal ref struct AttentionBackward : IParallelJob
{
    /// <summary>What the forward pass got and gave.</summary>
    public required AttentionForward Forward { get; init; }

    /// <summary>∂O, [T, B, K·D].</summary>
    public required ReadOnlySpan<float> OutputGradient { get; init; }

    /// <summary>∂Q, [T, B, K·D]; empty when not wanted.</summary>
    public required Span<float> QueryGradient { get; init; }

    /// <summary>∂K, [S, B, K·D]; empty when not wanted.</summary>
    public required Span<float> KeyGradient { get; init; }

    /// <summary>∂V, [S, B, K·D]; empty when not wanted.</summary>
    public required Span<float> ValueGradient { get; init; }

    /// <summary>∂bias of every row and head, [B, K, E]; empty when not wanted.</summary>
    public required Span<float> BiasGradient { get; init; }

    /// <inheritdoc/>
    public static bool PartsAreIndependent => true;

    private readonly AttentionShape Shape => Forward.Shape;

    /// <inheritdoc/>
    public readonly void Execute(int part, int parts, TeamBarrier barrier)
    {
        ItemRange items = RangeSplitter.Split(Shape.Items, grain: 1, part, parts);
        var tile = new AttentionTile(Shape, Forward.Scratch.Slice(part * Shape.ScratchLength, Shape.ScratchLength));
        for (int item = items.Start; item < items.End; item++)
        {
            int valid = Forward.Mask.QueriesOf(item / Shape.Heads, Shape.Queries);
            for (int start = 0; start < valid; start += AttentionShape.QueryBlock)
                Differentiate(tile, item, new ItemRange(start, Math.Min(valid, start + AttentionShape.QueryBlock)));
        }
    }

    private readonly void Differentiate(AttentionTile tile, int item, ItemRange queries)
    {
        Span<float> means = stackalloc float[queries.Length];
        for (int query = 0; query < queries.Length; query++)
        {
            int place = Shape.At(queries.Start + query, item);
            means[query] = (float)FixedOrder.Dot(OutputGradient.Slice(place, Shape.Width), Forward.Output.Slice(place, Shape.Width));
        }

        Shape.LoadScaled(Forward.Query, item, queries, tile.Queries);
        tile.Sums[..(queries.Length * Shape.Width)].Clear();
        ItemRange keys = Forward.Mask.KeysOf(item / Shape.Heads, queries, Shape.Keys);
        for (int start = keys.Start; start < keys.End; start += AttentionShape.KeyBlock)
            Differentiate(tile, item, queries, new ItemRange(start, Math.Min(keys.End, start + AttentionShape.KeyBlock)), means);
        StoreQueries(tile, item, queries);
    }

    private readonly void Differentiate(AttentionTile tile, int item, ItemRange queries, ItemRange block, ReadOnlySpan<float> means)
    {
        int key = Shape.At(block.Start, item);
        ReadOnlySpan<float> arriving = OutputGradient[Shape.At(queries.Start, item)..];
        tile.Score(Forward.Key, item, queries.Length, block);
        for (int query = 0; query < queries.Length; query++) Weigh(tile, item, query, queries.Start + query, block);
        if (!ValueGradient.IsEmpty)
        {
            var values = new GemmShape(block.Length, Shape.Width, queries.Length) { LeadingB = Shape.Pitch, LeadingC = Shape.Pitch };
            MatMul.TN(values, tile.Scores, arriving, ValueGradient[key..], GemmMode.Accumulate, ThreadTeam.Single);
        }

        var weights = new GemmShape(queries.Length, block.Length, Shape.Width) { LeadingA = Shape.Pitch, LeadingB = Shape.Pitch };
        MatMul.NT(weights, arriving, Forward.Value[key..], tile.Gradients, GemmMode.Overwrite, ThreadTeam.Single);
        for (int query = 0; query < queries.Length; query++) DifferentiateSoftmax(tile, item, query, queries.Start + query, block, means[query]);
        tile.Add(tile.Gradients, Forward.Key, Forward.Mask, item, queries, block);
        if (KeyGradient.IsEmpty) return;
        var keys = new GemmShape(block.Length, Shape.Width, queries.Length) { LeadingC = Shape.Pitch };
        MatMul.TN(keys, tile.Gradients, tile.Queries, KeyGradient[key..], GemmMode.Accumulate, ThreadTeam.Single);
    }

    private readonly void Weigh(AttentionTile tile, int item, int query, int step, ItemRange block)
    {
        ItemRange seen = Forward.Mask.KeysOf(item / Shape.Heads, step, Shape.Keys);
        Span<float> scores = tile.SeenOf(query, block, seen);
        if (scores.IsEmpty) return;
        Forward.Bias.Add(item % Shape.Heads, step + Forward.Mask.Offset, Math.Max(seen.Start, block.Start), scores);
        TensorPrimitives.Subtract(scores, Forward.LogSums[(item * Shape.Queries) + step], scores);
        Activations.Exp(scores, scores);
    }

    /// <summary>∂S = P ⊙ (∂P − mean). Where nothing is seen P is 0, but ∂P may be NaN there: those places are cleared, not multiplied.</summary>
    private readonly void DifferentiateSoftmax(AttentionTile tile, int item, int query, int step, ItemRange block, float mean)
    {
        ItemRange seen = Forward.Mask.KeysOf(item / Shape.Heads, step, Shape.Keys);
        ItemRange places = AttentionTile.Within(block, seen);
        int start = places.Start;
        Span<float> gradients = tile.Gradients.Slice(query * block.Length, block.Length);
        Span<float> within = gradients[start..places.End];
        gradients[..start].Clear();
        gradients[places.End..].Clear();
        TensorPrimitives.Subtract(within, mean, within);
        TensorPrimitives.Multiply(within, tile.Scores.Slice((query * block.Length) + start, within.Length), within);
        if (!BiasGradient.IsEmpty)
            Forward.Bias.AddGradient(step + Forward.Mask.Offset, block.Start + start, within, BiasGradient.Slice(item * Forward.Bias.Entries, Forward.Bias.Entries));
    }

    private readonly void StoreQueries(AttentionTile tile, int item, ItemRange queries)
    {
        if (QueryGradient.IsEmpty) return;
        for (int query = 0; query < queries.Length; query++)
        {
            Span<float> gradient = QueryGradient.Slice(Shape.At(queries.Start + query, item), Shape.Width);
            ReadOnlySpan<float> sums = tile.Sums.Slice(query * Shape.Width, Shape.Width);
            TensorPrimitives.MultiplyAdd(sums, Shape.Scale, gradient, gradient);
        }
    }
}
