using System.Runtime.CompilerServices;

namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>A tile whose last vector reaches past the last column of C: computed beside C, then copied.</summary>
internal static unsafe class EdgeTile
{
    private const int LargestTile = TileKernels.MaximumRows * 64;

    /// <summary>Runs a tile of <paramref name="stored"/> columns by its kernel and writes the first <paramref name="columns"/> of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static void Multiply(TileArguments tile, int rows, int columns, int stored, delegate*<TileArguments*, void> kernel)
    {
        float* scratch = stackalloc float[LargestTile];
        float* c = tile.C;
        nint pitch = tile.CRow;
        tile.C = scratch;
        tile.CRow = stored;
        for (int row = 0; row < rows && tile.Accumulate; row++)
        {
            var target = new Span<float>(scratch + row * stored, stored);
            new ReadOnlySpan<float>(c + row * pitch, columns).CopyTo(target);
            target[columns..].Clear();
        }

        kernel(&tile);
        for (int row = 0; row < rows; row++)
            new ReadOnlySpan<float>(scratch + row * stored, columns).CopyTo(new Span<float>(c + row * pitch, columns));
    }
}
