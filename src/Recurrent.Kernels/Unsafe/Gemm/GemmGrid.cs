using System.Runtime.CompilerServices;
using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>How the tiles of C are shared out: a grid of row ranges by column ranges, one cell a part.</summary>
internal readonly struct GemmGrid
{
    // Cycles for each k: a tile's multiply-adds; reading (and packing) its rows of A from memory; packing a panel of B.
    private const long TileCost = 12;
    private const long RowCost = 12;
    private const long PanelCost = 76;

    private readonly int _rowCount;
    private readonly int _panelCount;
    private readonly int _rowParts;
    private readonly int _panelParts;

    private GemmGrid(int rowCount, int panelCount, int rowParts, int panelParts)
    {
        _rowCount = rowCount;
        _panelCount = panelCount;
        _rowParts = rowParts;
        _panelParts = panelParts;
    }

    /// <summary>The grid whose largest cell costs least.</summary>
    /// <param name="rows">Rows of C.</param>
    /// <param name="panels">Panels of C's columns.</param>
    /// <param name="parts">Number of cells.</param>
    /// <param name="packsPanels">Whether each part packs its panels of B.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static GemmGrid For(int rows, int panels, int parts, bool packsPanels)
    {
        int tiles = (rows + TileKernels.MaximumRows - 1) / TileKernels.MaximumRows;
        int best = 1;
        long bestCost = long.MaxValue;
        for (int rowParts = 1; rowParts <= parts; rowParts++)
        {
            if (parts % rowParts != 0) continue;
            int panelParts = parts / rowParts;
            long ownTiles = ((long)tiles + rowParts - 1) / rowParts, ownPanels = ((long)panels + panelParts - 1) / panelParts;
            long cost = (TileCost * ownTiles * ownPanels) + (RowCost * ownTiles) + (packsPanels ? PanelCost * ownPanels : 0);
            if (cost >= bestCost) continue;
            bestCost = cost;
            best = rowParts;
        }

        return new GemmGrid(rows, panels, best, parts / best);
    }

    /// <summary>The rows of a part.</summary>
    public ItemRange Rows(int part) => RangeSplitter.Split(_rowCount, TileKernels.MaximumRows, part / _panelParts, _rowParts);

    /// <summary>The panels of a part.</summary>
    public ItemRange Panels(int part) => RangeSplitter.Split(_panelCount, 1, part % _panelParts, _panelParts);
}
