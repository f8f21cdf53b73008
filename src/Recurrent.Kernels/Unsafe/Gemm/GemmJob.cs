using System.Runtime.CompilerServices;
using Recurrent.Kernels.Gemm;
using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>One product, cut over rows and columns of C and never over K.</summary>
internal unsafe struct GemmJob : IParallelJob
{
    /// <summary>Length of a block of K: a panel's block stays in the second-level cache while the rows pass by.</summary>
    public const int DepthBlock = 256;

    /// <summary>Rows that share a packed block of A.</summary>
    private const int RowChunk = 96;

    /// <summary>Panels of B packed before they are used.</summary>
    private const int PanelChunk = 8;

    /// <summary>Up to this many rows an unpacked B is read where it lies.</summary>
    private const int DirectRows = 12;

    private const int LineFloats = 16;

    /// <summary>Row blocks that fetch parts of the next panel.</summary>
    private static readonly int PrefetchBlocks = TileKernels.FetchesAlways ? (TileKernels.PanelWidth / TileKernels.FetchedAhead) - 1 : 0;

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

    /// <summary>N values that every row of C starts from, or null.</summary>
    public float* Start;

    /// <inheritdoc/>
    public static bool PartsAreIndependent => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Execute(int part, int parts, TeamBarrier barrier)
    {
        GemmGrid grid = GemmGrid.For(M, PanelLayout.Count(N), parts, packsPanels: Panels == null);
        ItemRange rows = grid.Rows(part);
        ItemRange panels = grid.Panels(part);
        if (rows.Length == 0 || panels.Length == 0) return;
        if (K == 0) ClearTarget(rows, panels);
        bool streams = rows.Length == 1 && Panels != null;
        int step = streams ? Math.Max(K, 1) : DepthBlock;
        for (int depth = 0; depth < K; depth += step)
            MultiplyDepth(rows, panels, new ItemRange(depth, Math.Min(K, depth + step)));
    }

    private readonly void ClearTarget(ItemRange rows, ItemRange panels)
    {
        if (Accumulate) return;
        int first = panels.Start * PanelLayout.Width;
        int last = Math.Min(N, panels.End * PanelLayout.Width);
        float* target = C + (nint)rows.Start * PitchC + first;
        if (Start != null) WriteStart(target, rows.Length, first, last - first);
        for (int row = 0; row < rows.Length && Start == null; row++) new Span<float>(target + (nint)row * PitchC, last - first).Clear();
    }

    /// <summary>Puts what rows start from where a tile is about to read it: the tile's part of C is then in the first cache.</summary>
    private readonly void WriteStart(float* target, int rows, int column, int columns)
    {
        var values = new ReadOnlySpan<float>(Start + column, columns);
        for (int row = 0; row < rows; row++) values.CopyTo(new Span<float>(target + (nint)row * PitchC, columns));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void MultiplyDepth(ItemRange rows, ItemRange panels, ItemRange depth)
    {
        int step = Panels == null ? PanelChunk : panels.Length;
        bool direct = !B.Transposed && rows.Length <= DirectRows;
        for (int panel = panels.Start; panel < panels.End; panel += step)
        {
            var chunk = new ItemRange(panel, Math.Min(panels.End, panel + step));
            PanelSource source = Panels == null ? PackPanels(chunk, depth, direct) : PackedPanels(chunk, depth);
            MultiplyRows(rows, chunk, depth, source);
        }
    }

    /// <summary>Multiplies rows of A with packed panels over one block of K.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void MultiplyRows(ItemRange rows, ItemRange panels, ItemRange depth, in PanelSource source)
    {
        for (int row = rows.Start; row < rows.End; row += RowChunk)
            MultiplyChunk(new ItemRange(row, Math.Min(rows.End, row + RowChunk)), panels, depth, source);
    }

    private readonly PanelSource PackedPanels(ItemRange panels, ItemRange depth)
    {
        nint distance = (nint)PanelLayout.Width * K;
        return new PanelSource { First = Panels + panels.Start * distance, Distance = distance, DepthOffset = depth.Start };
    }

    /// <summary>Packs some panels of B over one block of K into this thread's memory, but not those of whole vectors where <paramref name="direct"/> leaves them where they lie.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly PanelSource PackPanels(ItemRange panels, ItemRange depth, bool direct)
    {
        float* packed = GemmScratch.Panels(Math.Max(PanelChunk, panels.Length) * ((PanelLayout.Width * DepthBlock) + LineFloats));

        // A line more than a panel: lines of all panels for the same k would share a few cache sets.
        nint distance = ((nint)PanelLayout.Width * depth.Length) + LineFloats;
        int first = panels.Start;
        if (!B.Transposed && !direct)
        {
            int full = Math.Min(panels.End, N / PanelLayout.Width) - first;
            PanelPacking.PackFullPanels(B.At(depth.Start, first * PanelLayout.Width), depth.Length, full, packed, distance);
            first += full;
        }

        for (int panel = first; panel < panels.End; panel++)
        {
            int columns = PanelLayout.Columns(panel, N);
            if (direct && columns == PanelLayout.PaddedColumns(columns)) continue;
            float* target = packed + (panel - panels.Start) * distance;
            PanelPacking.PackPanel(B.At(depth.Start, panel * PanelLayout.Width), depth.Length, columns, target);
        }

        return new PanelSource { First = packed, Distance = distance, Direct = direct };
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void MultiplyChunk(ItemRange rows, ItemRange panels, ItemRange depth, PanelSource source)
    {
        var blocks = new RowBlocks(rows.Length);
        StoredMatrix a = A.At(rows.Start, depth.Start);
        if (A.Transposed)
        {
            float* packed = GemmScratch.Rows(RowChunk * DepthBlock);
            RowPacking.Pack(a, depth.Length, blocks, packed);
            a = new StoredMatrix(packed, depth.Length, transposed: true);
        }

        TileArguments tile = default;
        tile.Depth = depth.Length;
        bool isStart = Start != null && depth.Start == 0;
        tile.Accumulate = Accumulate || depth.Start > 0 || isStart;
        for (int panel = panels.Start; panel < panels.End; panel++)
        {
            int columns = PanelLayout.Columns(panel, N);
            int stored = PanelLayout.PaddedColumns(columns);
            bool isDirect = source.Direct && columns == stored;
            tile.BStep = isDirect ? B.Pitch : stored;
            tile.B = source.First + (panel - panels.Start) * source.Distance + (nint)source.DepthOffset * stored;
            tile.C = C + (nint)rows.Start * PitchC + (nint)panel * PanelLayout.Width;
            if (isDirect)
            {
                tile.B = B.At(depth.Start, panel * PanelLayout.Width).Data;
            }
            else if (rows.Length == 1 && panel + SingleRowTile.Panels <= panels.End && IsFull(panel + SingleRowTile.Panels - 1))
            {
                tile.A = a.Data;
                tile.AStep = 1;
                if (isStart) WriteStart(tile.C, rows: 1, panel * PanelLayout.Width, SingleRowTile.Panels * PanelLayout.Width);
                SingleRowTile.Kernel(&tile, source.Distance);
                panel += SingleRowTile.Panels - 1;
                continue;
            }

            tile.Prefetch = panel + 1 < panels.End && !source.Direct ? tile.B + source.Distance : tile.B;
            MultiplyPanel(tile, isDirect, blocks, a, new PanelColumns(columns, stored, isStart ? panel * PanelLayout.Width : PanelColumns.NoStart));
        }
    }

    /// <summary>One panel of B times all row blocks of a chunk.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void MultiplyPanel(TileArguments tile, bool isDirect, RowBlocks blocks, StoredMatrix a, PanelColumns panel)
    {
        (int columns, int stored, int start) = panel;
        int vectors = stored / TileKernels.VectorLength;
        float* firstC = tile.C;
        nint part = tile.Depth * TileKernels.FetchedAhead;
        for (int block = 0; block < blocks.Count; block++)
        {
            int first = blocks.Start(block);
            int height = blocks.Start(block + 1) - first;
            tile.A = a.Data + (nint)first * a.Pitch;
            tile.ARow = a.Transposed ? 1 : a.Pitch;
            tile.AStep = a.Transposed ? height : 1;
            tile.C = firstC + (nint)first * PitchC;
            tile.CRow = PitchC;
            delegate*<TileArguments*, void> kernel = TileKernels.Get(height, vectors, a.Transposed, isDirect);
            if (start != PanelColumns.NoStart) WriteStart(tile.C, height, start, columns);
            if (columns < stored) EdgeTile.Multiply(tile, height, columns, stored, kernel);
            else kernel(&tile);

            // Each block of rows fetches another part of the next panel; after the last part it is all there.
            if (block < PrefetchBlocks) tile.Prefetch += part;
        }
    }

    private readonly bool IsFull(int panel) => PanelLayout.Columns(panel, N) == PanelLayout.Width;
}
