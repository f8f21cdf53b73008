using System.Numerics.Tensors;
using Recurrent.Kernels.Gemm;
using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Attention;

/// <summary>One thread's memory for a tile of queries times keys.</summary>
internal readonly ref struct AttentionTile
{
    private readonly AttentionShape _shape;

    /// <summary>Cuts the scratch memory of one thread.</summary>
    public AttentionTile(AttentionShape shape, Span<float> scratch)
    {
        const int Block = AttentionShape.QueryBlock * AttentionShape.KeyBlock;
        int rows = AttentionShape.QueryBlock * shape.Width;
        _shape = shape;
        Scores = scratch[..Block];
        Gradients = scratch.Slice(Block, Block);
        Queries = scratch.Slice(2 * Block, rows);
        Sums = scratch.Slice((2 * Block) + rows, rows);
    }

    /// <summary>Scores and then weights, one row a query, as long as the block of keys.</summary>
    public Span<float> Scores { get; }

    /// <summary>Gradients of the scores in the backward pass.</summary>
    public Span<float> Gradients { get; }

    /// <summary>The scaled queries, [queries, D].</summary>
    public Span<float> Queries { get; }

    /// <summary>What is summed up for the queries, [queries, D].</summary>
    public Span<float> Sums { get; }

    /// <summary>The scores of a block of keys.</summary>
    public void Score(ReadOnlySpan<float> key, int item, int queries, ItemRange block)
    {
        var shape = new GemmShape(queries, block.Length, _shape.Width) { LeadingB = _shape.Pitch };
        MatMul.NT(shape, Queries, key[_shape.At(block.Start, item)..], Scores, GemmMode.Overwrite, ThreadTeam.Single);
    }

    /// <summary>Adds weights times rows of a block to what is summed up for the queries; weights of keys that are not seen are 0.</summary>
    /// <remarks>0 · NaN and 0 · ∞ are NaN: where such rows stand among those that not every query sees, each query takes the rows it sees only.</remarks>
    public void Add(ReadOnlySpan<float> weights, ReadOnlySpan<float> tensor, in AttentionMask mask, int item, ItemRange queries, ItemRange block)
    {
        ReadOnlySpan<float> rows = tensor[_shape.At(block.Start, item)..];
        ItemRange common = Within(block, mask.KeysOfAll(item / _shape.Heads, queries, _shape.Keys));
        if (AreFinite(rows, 0, common.Start) && AreFinite(rows, common.End, block.Length))
        {
            var shape = new GemmShape(queries.Length, _shape.Width, block.Length) { LeadingB = _shape.Pitch };
            MatMul.NN(shape, weights, rows, Sums, GemmMode.Accumulate, ThreadTeam.Single);
            return;
        }

        for (int query = 0; query < queries.Length; query++)
        {
            ItemRange seen = Within(block, mask.KeysOf(item / _shape.Heads, queries.Start + query, _shape.Keys));
            if (seen.Length == 0) continue;
            var shape = new GemmShape(1, _shape.Width, seen.Length) { LeadingB = _shape.Pitch };
            Span<float> sum = Sums.Slice(query * _shape.Width, _shape.Width);
            MatMul.NN(shape, weights[((query * block.Length) + seen.Start)..], rows[(seen.Start * _shape.Pitch)..], sum, GemmMode.Accumulate, ThreadTeam.Single);
        }
    }

    /// <summary>The scores of the keys that a query sees; those of the others become 0.</summary>
    public Span<float> SeenOf(int query, ItemRange block, ItemRange seen)
    {
        Span<float> row = Scores.Slice(query * block.Length, block.Length);
        ItemRange within = Within(block, seen);
        row[..within.Start].Clear();
        row[within.End..].Clear();
        return row[within.Start..within.End];
    }

    /// <summary>The keys of a block that are seen, counted from its first.</summary>
    public static ItemRange Within(ItemRange block, ItemRange seen)
    {
        int start = Math.Clamp(seen.Start - block.Start, 0, block.Length);
        return new ItemRange(start, Math.Clamp(seen.End - block.Start, start, block.Length));
    }

    private bool AreFinite(ReadOnlySpan<float> rows, int start, int end)
    {
        for (int row = start; row < end; row++)
        {
            if (!TensorPrimitives.IsFiniteAll(rows.Slice(row * _shape.Pitch, _shape.Width))) return false;
        }

        return true;
    }
}
