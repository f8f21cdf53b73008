using System.Runtime.CompilerServices;
using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>How the tiles of C are shared out: a grid of row ranges by column ranges, one cell a part.</summary>
internal readonly struct GemmGrid
{
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

    /// <summary>The grid whose largest cell is smallest; of equals the one with most ranges of what costs more to pack, since each part packs its own.</summary>
    /// <param name="rows">Rows of C.</param>
    /// <param name="panels">Panels of C's columns.</param>
    /// <param name="parts">Number of cells.</param>
    /// <param name="packsRows">Whether A is packed, which costs more than packing B.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static GemmGrid For(int rows, int panels, int parts, bool packsRows)
    {
        int tiles = (rows + TileKernels.MaximumRows - 1) / TileKernels.MaximumRows;
        int best = 1;
        long bestCost = long.MaxValue;
        for (int rowParts = 1; rowParts <= parts; rowParts++)
        {
            if (parts % rowParts != 0) continue;
            int panelParts = parts / rowParts;
            long cost = ((long)tiles + rowParts - 1) / rowParts * (((long)panels + panelParts - 1) / panelParts);
            if (packsRows ? cost > bestCost : cost >= bestCost) continue;
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
