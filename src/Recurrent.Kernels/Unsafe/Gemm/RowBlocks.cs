namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>Rows cut into as few tiles as possible, of nearly equal height: 8 rows are 4 + 4, since 6 + 2 leaves the second tile idle.</summary>
internal readonly struct RowBlocks
{
    private readonly int _height;
    private readonly int _higher;

    /// <summary>Cuts rows.</summary>
    /// <param name="rows">Rows to cut.</param>
    /// <param name="highest">Most rows of a tile.</param>
    public RowBlocks(int rows, int highest = TileKernels.MaximumRows)
    {
        Count = (rows + highest - 1) / highest;
        _height = rows / Math.Max(Count, 1);
        _higher = rows - (_height * Count);
    }

    /// <summary>Number of tiles.</summary>
    public int Count { get; }

    /// <summary>First row of a tile; for <see cref="Count"/> the number of rows. The first tiles have a row more where rows do not divide.</summary>
    public int Start(int block) => (block * _height) + Math.Min(block, _higher);
}
