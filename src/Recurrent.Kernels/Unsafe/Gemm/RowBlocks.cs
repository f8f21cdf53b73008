namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>Rows cut into as few tiles as possible, of nearly equal height: 8 rows are 4 + 4, since 6 + 2 leaves the second tile idle.</summary>
/// <param name="rows">Rows to cut.</param>
/// <param name="highest">Most rows of a tile.</param>
internal readonly struct RowBlocks(int rows, int highest = TileKernels.MaximumRows)
{
    private readonly int _rows = rows;

    /// <summary>Number of tiles.</summary>
    public readonly int Count = (rows + highest - 1) / highest;

    /// <summary>First row of a tile; for <see cref="Count"/> the number of rows.</summary>
    public int Start(int block) => (int)((long)_rows * block / Count);
}
