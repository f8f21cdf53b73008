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

    /// <summary>The scores of the keys that a query sees; those of the others become 0.</summary>
    public Span<float> SeenOf(int query, ItemRange block, ItemRange seen)
    {
        Span<float> row = Scores.Slice(query * block.Length, block.Length);
        int start = Math.Clamp(seen.Start - block.Start, 0, block.Length);
        int end = Math.Clamp(seen.End - block.Start, start, block.Length);
        row[..start].Clear();
        row[end..].Clear();
        return row[start..end];
    }
}
