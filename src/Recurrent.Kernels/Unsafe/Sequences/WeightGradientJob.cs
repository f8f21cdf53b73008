using System.Runtime.CompilerServices;
using Recurrent.Kernels.Gemm;
using Recurrent.Kernels.Threading;
using Recurrent.Kernels.Unsafe.Gemm;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>
/// The gradients of both weight matrices, transposed, and the sum of the products' gradient over all cells; each part owns some columns of the
/// products' gradient and reads them once for all three.
/// </summary>
internal unsafe struct WeightGradientJob : IParallelJob
{
    /// <summary>Columns packed at once: with a block of cells half a megabyte at most.</summary>
    private const int ChunkColumns = 512;

    /// <summary>Packing and adding a column costs about as much as so many rows of the products.</summary>
    private const int ColumnCost = 24;

    /// <summary>The cells in the order of their buffer: those of the first step, then all later ones, or the other way round.</summary>
    public WeightGradientCells First;

    /// <inheritdoc cref="First"/>
    public WeightGradientCells Second;

    /// <summary>Columns of the products' gradient.</summary>
    public int Columns;

    /// <summary>The columns before it belong to products of x.</summary>
    public int InputEnd;

    /// <summary>The columns from it on belong to products of h.</summary>
    public int HiddenStart;

    /// <summary>Receives the sum of every column, added in the order of cells; null when nobody asks.</summary>
    public double* Sums;

    /// <inheritdoc/>
    public static bool PartsAreIndependent => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Execute(int part, int parts, TeamBarrier barrier)
    {
        var own = new ItemRange(FirstPanel(part, parts), FirstPanel(part + 1, parts));
        if (own.Length == 0) return;
        int firstColumn = own.Start * PanelLayout.Width, columns = Math.Min(Columns, own.End * PanelLayout.Width) - firstColumn;
        if (Sums != null) new Span<double>(Sums + firstColumn, columns).Clear();
        MultiplyCells(First, own);
        MultiplyCells(Second, own);
        if (First.HasHidden || Second.HasHidden) return;

        // One step from states of zero: nothing was multiplied.
        for (int row = 0; row < First.Hidden.M; row++) new Span<float>(First.Hidden.C + ((nint)row * Columns) + firstColumn, columns).Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void MultiplyCells(in WeightGradientCells cells, ItemRange own)
    {
        int step = ChunkColumns / PanelLayout.Width;
        for (int depth = 0; depth < cells.Count; depth += GemmJob.DepthBlock)
        {
            var block = new ItemRange(depth, Math.Min(cells.Count, depth + GemmJob.DepthBlock));
            for (int panel = own.Start; panel < own.End; panel += step)
            {
                var chunk = new ItemRange(panel, Math.Min(own.End, panel + step));
                PanelSource source = cells.Input.PackPanels(chunk, block, direct: false);
                AddSums(chunk, block.Length, source);
                var input = new ItemRange(chunk.Start, Math.Min(chunk.End, PanelLayout.Count(InputEnd)));
                if (input.Length > 0) cells.Input.MultiplyRows(new ItemRange(0, cells.Input.M), input, block, source);
                if (!cells.HasHidden) continue;
                var hidden = new ItemRange(Math.Max(chunk.Start, HiddenStart / PanelLayout.Width), chunk.End);
                source.First += Math.Max(0, hidden.Start - chunk.Start) * source.Distance;
                if (hidden.Length > 0) cells.Hidden.MultiplyRows(new ItemRange(0, cells.Hidden.M), hidden, block, source);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void AddSums(ItemRange panels, int depth, in PanelSource source)
    {
        for (int panel = panels.Start; Sums != null && panel < panels.End; panel++)
        {
            int columns = PanelLayout.Columns(panel, Columns);
            float* packed = source.First + ((panel - panels.Start) * source.Distance);
            PanelSums.Add(packed, depth, PanelLayout.PaddedColumns(columns), columns, Sums + ((nint)panel * PanelLayout.Width));
        }
    }

    /// <summary>The first panel of a part, such that the parts have about equally much to do.</summary>
    private readonly int FirstPanel(int part, int parts)
    {
        int panels = PanelLayout.Count(Columns);
        long total = 0, before = 0;
        for (int panel = 0; panel < panels; panel++) total += Cost(panel);
        long wanted = total * part / parts;
        for (int panel = 0; panel < panels; panel++)
        {
            long cost = Cost(panel);
            if (before + (cost / 2) >= wanted) return part == parts ? panels : panel;
            before += cost;
        }

        return panels;
    }

    private readonly int Cost(int panel)
    {
        int first = panel * PanelLayout.Width;
        return ColumnCost + (first < InputEnd ? First.Input.M : 0) + (first + PanelLayout.Width > HiddenStart ? First.Hidden.M : 0);
    }
}
