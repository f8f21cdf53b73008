using System.Runtime.CompilerServices;
using Recurrent.Kernels.Sequences;
using Recurrent.Kernels.Unsafe.Gemm;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>Products of some rows with one packed panel, tile by tile.</summary>
internal static unsafe class PanelProduct
{
    /// <summary>Length of a block of K: a panel's block stays close while the rows pass by.</summary>
    private const int DepthBlock = 512;

    /// <summary>Up to this many rows, products of several panels come before their equations, whose latencies then overlap.</summary>
    public const int FewRows = TileKernels.FewRows;

    /// <summary>What tiles should fetch meanwhile: the next panel, if all of them do not stay in the second-level cache; else null.</summary>
    /// <param name="next">The panel after.</param>
    /// <param name="length">Floats of all panels.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float* Fetched(float* next, int length) => TileKernels.FetchesAlways || length >= SequenceSplit.LargeWeights ? next : null;

    /// <summary>Multiplies <paramref name="rows"/> rows; <paramref name="panel"/> holds what does not change from tile to tile.</summary>
    /// <param name="panel">A, its pitches, B, C, depth, prefetch and mode for the first row and column.</param>
    /// <param name="rows">Rows of A and C, at least 1.</param>
    /// <param name="vectors">Vectors in a row of the panel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(TileArguments* panel, int rows, int vectors)
    {
        // Few rows leave registers free: wider tiles then have more chains of multiply-adds.
        int strip = TileKernels.StripVectors(vectors), widest = rows <= FewRows ? vectors : strip;
        int highest = vectors == 3 ? TileKernels.RowsOfThreeVectors : TileKernels.MaximumRows;
        panel->BStrip = strip * TileKernels.VectorLength * panel->Depth;
        if (rows <= highest && vectors == widest)
        {
            TileKernels.Get(rows, vectors, panel->Prefetch != null)(panel);
            return;
        }

        RunTiles(*panel, new RowBlocks(rows, highest), vectors, widest);
    }

    /// <summary>Multiplies one row by two panels that lie side by side.</summary>
    /// <param name="panel">As for <see cref="Run"/>.</param>
    /// <param name="vectors">Vectors in a row of each panel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RunPair(TileArguments* panel, int vectors) => StepTiles.Get(StepPrecision.Single, panels: 2, vectors)(panel);

    /// <summary>Whether one row's products with a panel and the next can be one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsPair(in CellLayout layout, int panel, int end) =>
        panel + 1 < end && layout.ProductColumns(panel + 1) == layout.ProductColumns(panel) && layout.GateOf(panel) == layout.GateOf(panel + 1);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunTiles(in TileArguments panel, RowBlocks blocks, int vectors, int widest)
    {
        TileArguments tile = panel;
        nint depthBlock = Math.Min(panel.Depth, DepthBlock), lanes = TileKernels.VectorLength;

        nint bStep = TileKernels.StripVectors(vectors) * lanes;
        float* end = panel.Prefetch == null ? null : panel.Prefetch + (panel.Depth * vectors * lanes);
        for (int column = 0; column < vectors; column += widest)
        {
            for (nint depth = 0; depth < panel.Depth; depth += depthBlock)
            {
                tile.Depth = Math.Min(depthBlock, panel.Depth - depth);
                tile.Accumulate = panel.Accumulate || depth > 0;
                tile.B = panel.B + (column * lanes * panel.Depth) + (depth * bStep);
                for (int block = 0; block < blocks.Count; block++)
                {
                    int first = blocks.Start(block);
                    tile.A = panel.A + (first * panel.ARow) + depth;
                    tile.C = panel.C + (first * panel.CRow) + (column * lanes);
                    TileKernels.Get(blocks.Start(block + 1) - first, widest, tile.Prefetch != null)(&tile);
                    tile.Prefetch = Rest(tile.Prefetch, tile.Depth * TileKernels.FetchedAhead, end);
                }
            }
        }
    }

    /// <summary>Each tile fetches another part of the next panel, until all of it is there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float* Rest(float* fetched, nint part, float* end) =>
        fetched + (2 * part) <= end ? fetched + part : TileKernels.FetchesAlways ? fetched : null;
}
