using System.Runtime.CompilerServices;
using Recurrent.Kernels.Sequences;
using Recurrent.Kernels.Threading;
using Recurrent.Kernels.Unsafe.Gemm;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>W x of a forward pass: for one panel and some rows, or for a chunk of steps at once.</summary>
internal readonly unsafe ref struct InputProducts
{
    private readonly ref readonly ForwardJob _job;

    public InputProducts(ref readonly ForwardJob job) => _job = ref job;

    /// <summary>The products of a part's rows over the steps from <paramref name="start"/> to before <paramref name="stop"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void MultiplyChunk(int start, int stop, in PassShare share, in ProductMemory products)
    {
        // The cells of a chunk lie side by side, in the reverse direction last step first.
        bool isBackwards = _job.Plan.IsNatural && _job.Plan.IsReverse;
        int lowest = isBackwards ? stop - 1 : start, highest = isBackwards ? start : stop - 1, rows = 0;
        float* cells = null;
        if (products.OwnsAllRows)
        {
            cells = _job.CellInput + ((nint)_job.Plan.Offset(lowest) * _job.Layout.InputSize);
            rows = _job.Plan.Offset(highest) + _job.Plan.Active(highest) - _job.Plan.Offset(lowest);
        }
        else if (_job.Memory.GathersInput && _job.Plan.Active(stop - 1) >= share.Rows.End)
        {
            cells = _job.Work + _job.Memory.GatheredInput + ((nint)share.Rows.Start * _job.Memory.ChunkSteps * _job.Layout.InputSize);
            rows = (stop - start) * share.Rows.Length;
            GatherInput(lowest, highest, share.Rows, cells);
        }

        for (int panel = share.Panels.Start; panel < share.Panels.End; panel++)
        {
            nint pitch = products.Pitch(panel);
            if (rows > 0)
            {
                Multiply(panel, cells, rows, products.First(panel, lowest, start), pitch);
                continue;
            }

            for (int step = start; step < stop; step++)
            {
                int active = Math.Min(share.Rows.End, _job.Plan.Active(step)) - share.Rows.Start;
                Multiply(panel, InputAt(step, share.Rows.Start), active, products.First(panel, step, start), pitch);
            }
        }
    }

    /// <summary>W x of some consecutive cells.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Multiply(int panel, float* cells, int rows, float* products, nint pitch)
    {
        int vectors = _job.Layout.ProductColumns(panel);
        TileArguments tile = default;
        tile.A = cells;
        tile.ARow = _job.Layout.InputSize;
        tile.AStep = 1;
        tile.B = _job.InputPanel(panel);
        tile.Prefetch = PanelProduct.Fetched(_job.RecurrentPanel(panel), _job.Layout.PackedRecurrentLength);
        tile.C = products;
        tile.CRow = pitch;
        tile.Depth = _job.Layout.InputSize;
        PanelProduct.Run(&tile, rows, vectors);
        if (_job.Layout.RecurrentOffset > 0)
        {
            ClearLastColumn(_job.Layout, tile.C, pitch, rows);
        }
    }

    /// <summary>x of some rows at a step.</summary>
    private float* InputAt(int step, nint firstRow) => _job.CellInput + ((_job.Plan.Offset(step) + firstRow) * _job.Layout.InputSize);

    /// <summary>Brings the input of some rows that are all active side by side, step by step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void GatherInput(int first, int last, ItemRange rows, float* cells)
    {
        nint length = (nint)rows.Length * _job.Layout.InputSize;
        int direction = first <= last ? 1 : -1;
        for (int step = first; step != last + direction; step += direction, cells += length)
        {
            SequenceRows.Copy(InputAt(step, rows.Start), cells, length);
        }
    }

    /// <summary>The recurrent part of the candidate starts at 0: no input product comes before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ClearLastColumn(in CellLayout layout, float* products, nint pitch, int rows)
    {
        float* column = products + (layout.PanelWidth - layout.Lanes);
        for (int row = 0; row < rows; row++, column += pitch)
        {
            new Span<float>(column, layout.Lanes).Clear();
        }
    }
}
