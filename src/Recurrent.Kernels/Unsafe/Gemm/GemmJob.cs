using System.Runtime.CompilerServices;
using Recurrent.Kernels.Gemm;
using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>One product, cut over rows and columns of C and never over K.</summary>
internal unsafe struct GemmJob : IParallelJob
{
    /// <summary>Length of a block of K: a panel's block stays in the second-level cache while the rows pass by.</summary>
    private const int DepthBlock = 256;

    /// <summary>Rows that share a packed block of A.</summary>
    private const int RowChunk = 96;

    /// <summary>Panels of B packed before they are used.</summary>
    private const int PanelChunk = 8;

    /// <summary>Up to this many rows an unpacked B is read where it lies.</summary>
    private const int DirectRows = 12;

    public int M;
    public int N;
    public int K;
    public StoredMatrix A;
    public StoredMatrix B;

    /// <summary>B in panels over all of K, or null: then <see cref="B"/> is packed on the way.</summary>
    public float* Panels;
    public float* C;
    public int PitchC;
    public bool Accumulate;

    /// <inheritdoc/>
    public readonly void Execute(int part, int parts, TeamBarrier barrier)
    {
        GemmGrid grid = GemmGrid.For(M, PanelLayout.Count(N), parts);
        ItemRange rows = grid.Rows(part);
        ItemRange panels = grid.Panels(part);
        if (rows.Length == 0 || panels.Length == 0) return;
        if (K == 0) ClearTarget(rows, panels);
        for (int depth = 0; depth < K; depth += DepthBlock)
            MultiplyDepth(rows, panels, new ItemRange(depth, Math.Min(K, depth + DepthBlock)));
    }

    private readonly void ClearTarget(ItemRange rows, ItemRange panels)
    {
        if (Accumulate) return;
        int first = panels.Start * PanelLayout.Width;
        int last = Math.Min(N, panels.End * PanelLayout.Width);
        for (int row = rows.Start; row < rows.End; row++) new Span<float>(C + (nint)row * PitchC + first, last - first).Clear();
    }

    private readonly void MultiplyDepth(ItemRange rows, ItemRange panels, ItemRange depth)
    {
        int step = Panels == null ? PanelChunk : panels.Length;
        for (int panel = panels.Start; panel < panels.End; panel += step)
        {
            var chunk = new ItemRange(panel, Math.Min(panels.End, panel + step));
            float* packed = Panels == null ? PackPanels(chunk, depth, rows.Length) : null;
            for (int row = rows.Start; row < rows.End; row += RowChunk)
                MultiplyChunk(new ItemRange(row, Math.Min(rows.End, row + RowChunk)), chunk, depth, packed);
        }
    }

    private readonly float* PackPanels(ItemRange panels, ItemRange depth, int rows)
    {
        float* packed = GemmScratch.Panels(PanelChunk * PanelLayout.Width * DepthBlock);
        for (int panel = panels.Start; panel < panels.End; panel++)
        {
            if (IsDirect(panel, rows)) continue;
            float* target = packed + (nint)(panel - panels.Start) * PanelLayout.Width * depth.Length;
            PanelPacking.PackPanel(B.At(depth.Start, panel * PanelLayout.Width), depth.Length, PanelLayout.Columns(panel, N), target);
        }

        return packed;
    }

    private readonly bool IsDirect(int panel, int rows) =>
        Panels == null && !B.Transposed && rows <= DirectRows && PanelLayout.Columns(panel, N) == PanelLayout.StoredColumns(panel, N);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void MultiplyChunk(ItemRange rows, ItemRange panels, ItemRange depth, float* packed)
    {
        var blocks = new RowBlocks(rows.Length);
        StoredMatrix a = A.At(rows.Start, depth.Start);
        float* packedRows = null;
        if (A.Transposed)
        {
            packedRows = GemmScratch.Rows(RowChunk * DepthBlock);
            PanelPacking.PackRows(a, depth.Length, blocks, packedRows);
        }

        TileArguments tile;
        tile.Depth = depth.Length;
        tile.Accumulate = Accumulate || depth.Start > 0;
        for (int panel = panels.Start; panel < panels.End; panel++)
        {
            int stored = PanelLayout.StoredColumns(panel, N);
            bool edge = PanelLayout.Columns(panel, N) < stored;
            tile.BStep = stored;
            if (Panels != null)
            {
                tile.B = Panels + (nint)panel * PanelLayout.Width * K + (nint)depth.Start * stored;
            }
            else if (IsDirect(panel, rows.Length) && packed != null && !edge)
            {
                tile.B = B.At(depth.Start, panel * PanelLayout.Width).Data;
                tile.BStep = B.Pitch;
            }
            else
            {
                tile.B = packed + (nint)(panel - panels.Start) * PanelLayout.Width * depth.Length;
            }

            for (int block = 0; block < blocks.Count; block++)
            {
                int first = blocks.Start(block);
                int height = blocks.Start(block + 1) - first;
                tile.A = packedRows != null ? packedRows + (nint)first * depth.Length : a.Data + (nint)first * a.Pitch;
                tile.ARow = packedRows != null ? 1 : a.Pitch;
                tile.AStep = packedRows != null ? height : 1;
                tile.C = C + (nint)(rows.Start + first) * PitchC + panel * PanelLayout.Width;
                tile.CRow = PitchC;
                tile.Prefetch = tile.B;
                if (edge) EdgeTile.Multiply(tile, height, PanelLayout.Columns(panel, N), stored);
                else TileKernels.Get(height, stored / TileKernels.VectorLength)(&tile);
            }
        }
    }
}
