using System.Runtime.CompilerServices;
using Recurrent.Kernels.Sequences;
using Recurrent.Kernels.Threading;
using Recurrent.Kernels.Unsafe.Gemm;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>The forward pass of one direction of one layer: each part owns some rows for all steps, so no step waits for another part.</summary>
internal unsafe struct ForwardJob : IParallelJob
{
    /// <summary>Rows whose gates of one panel stay in the first-level cache between product and gate equations.</summary>
    private const int RowBlock = 48;

    public SequencePlan Plan;
    public CellLayout Layout;
    public ForwardMemory Memory;
    public float* Saved;
    public float* Work;
    public float* Input;

    /// <summary>A whole packed cell, given or made by <see cref="Pack"/>.</summary>
    public float* Weights;

    /// <summary>Makes the packed cell when none is given.</summary>
    public PackJob Pack;

    /// <summary>[B, H] or null.</summary>
    public float* InitialHidden;

    /// <summary>[B, H] or null.</summary>
    public float* InitialCell;
    public float* Outputs;
    public float* FinalHidden;
    public float* FinalCell;

    private readonly float* Hidden => Plan.IsNatural ? Outputs : Saved + Memory.Hidden;

    private readonly float* CellInput => Plan.IsNatural ? Input : Saved + Memory.PackedInput;

    private readonly float* StartHidden => Memory.HasSortedInitialHidden ? Saved + Memory.SortedInitialHidden : InitialHidden;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Execute(int part, int parts, TeamBarrier barrier)
    {
        if (!Memory.HasPackedWeights)
        {
            Pack.Execute(part, parts, barrier);
        }

        if (part == 0)
        {
            new Span<float>(Saved + Memory.ZeroRow, Layout.PaddedHiddenSize).Clear();
        }

        var own = new ItemRange(Plan.FirstPosition(part, parts), Plan.FirstPosition(part + 1, parts));
        SequenceRows.Gather(this, own);
        barrier.Synchronize();
        int steps = own.Length > 0 ? Plan.Length(own.Start) : 0;
        for (int start = 0; start < steps; start += Memory.ChunkSteps)
        {
            int stop = Math.Min(steps, start + Memory.ChunkSteps);
            MultiplyInputs(start, stop, own);
            for (int step = start; step < stop; step++)
            {
                Step(step, start, own);
            }
        }

        SequenceRows.Scatter(this, own, Hidden);
    }

    private readonly float* InputPanel(int panel) => Weights + CellPacking.PanelStart(Layout, Layout.InputSize, panel);

    private readonly float* RecurrentPanel(int panel) => Weights + Layout.PackedRecurrentStart + CellPacking.PanelStart(Layout, Layout.HiddenSize, panel);

    /// <summary>The gates of a part's first row at a step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly float* GatesAt(int step, int chunkStart, ItemRange own)
    {
        nint pitch = Layout.GatePitch;
        if (Memory.SavesGates)
        {
            return Saved + Memory.Gates + ((Plan.Offset(step) + own.Start) * pitch);
        }

        // Before a part's chunk lie the chunks of the parts before it.
        nint slot = Plan.IsReverse ? Memory.ChunkSteps - 1 - (step - chunkStart) : step - chunkStart;
        nint row = ((nint)Memory.ChunkSteps * own.Start) + (slot * own.Length);
        return Work + Memory.Gates + (row * pitch);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void MultiplyInputs(int start, int stop, ItemRange own)
    {
        TileArguments tile = default;
        tile.ARow = Layout.InputSize;
        tile.AStep = 1;
        tile.CRow = Layout.GatePitch;
        tile.Depth = Layout.InputSize;
        for (int panel = 0; panel < Layout.Panels; panel++)
        {
            int vectors = Layout.ProductColumns(panel);
            tile.B = InputPanel(panel);
            tile.BStep = vectors * Layout.Lanes;
            tile.Prefetch = tile.B;
            nint column = Layout.PanelColumn(panel);
            if (OwnsContiguousChunk(own))
            {
                // The steps of a chunk lie side by side, in the reverse direction last step first.
                bool isBackwards = Plan.IsNatural && Plan.IsReverse;
                int lowest = isBackwards ? stop - 1 : start, highest = isBackwards ? start : stop - 1;
                int rows = Plan.Offset(highest) + Plan.Active(highest) - Plan.Offset(lowest);
                MultiplyInputRows(tile, Plan.Offset(lowest), rows, GatesAt(lowest, start, own) + column, vectors);
                continue;
            }

            for (int step = start; step < stop; step++)
            {
                int rows = Math.Min(own.End, Plan.Active(step)) - own.Start;
                MultiplyInputRows(tile, Plan.Offset(step) + own.Start, rows, GatesAt(step, start, own) + column, vectors);
            }
        }
    }

    /// <summary>Whether a chunk's cells of this part are consecutive rows of the input and of the gates.</summary>
    private readonly bool OwnsContiguousChunk(ItemRange own) => own.Length == Plan.Batch && (Memory.SavesGates || Plan.IsNatural);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void MultiplyInputRows(TileArguments tile, nint firstRow, int rows, float* gates, int vectors)
    {
        tile.A = CellInput + (firstRow * Layout.InputSize);
        tile.C = gates;
        PanelProduct.Run(&tile, rows, vectors);
        if (Layout.RecurrentOffset > 0)
        {
            ClearLastColumn(gates, rows);
        }
    }

    /// <summary>The recurrent part of the candidate starts at 0: no input product comes before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void ClearLastColumn(float* gates, int rows)
    {
        float* column = gates + (Layout.PanelWidth - Layout.Lanes);
        for (int row = 0; row < rows; row++, column += Layout.GatePitch)
        {
            new Span<float>(column, Layout.Lanes).Clear();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Step(int step, int chunkStart, ItemRange own)
    {
        ForwardStep rows = RowsOf(step, chunkStart, own);
        TileArguments tile = default;
        tile.ARow = Layout.HiddenSize;
        tile.AStep = 1;
        tile.CRow = Layout.GatePitch;
        tile.Depth = Layout.HiddenSize;
        tile.Accumulate = true;
        ActivateArguments activate = default;
        activate.GatePitch = Layout.GatePitch;
        activate.GateStride = Layout.PaddedHiddenSize;
        activate.PreviousHiddenPitch = rows.HasPrevious ? Layout.HiddenSize : 0;
        activate.HiddenPitch = Layout.HiddenSize;
        activate.CellPitch = Layout.PaddedHiddenSize;
        activate.ResetHiddenPitch = Layout.PaddedHiddenSize;
        activate.Saves = Memory.Saves;
        int together = rows.Count > PanelProduct.FewRows ? 1 : Layout.PanelsPerGate;
        for (int panel = 0; panel < Layout.Panels; panel += together)
        {
            StepPanels(panel, Math.Min(panel + together, Layout.Panels), rows, &tile, &activate);
        }
    }

    /// <summary>Where the rows of a part lie at a step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly ForwardStep RowsOf(int step, int chunkStart, ItemRange own)
    {
        nint first = own.Start, hidden = Layout.HiddenSize, padded = Layout.PaddedHiddenSize;
        nint cell = Plan.Offset(step) + first, previous = step == 0 ? 0 : Plan.Offset(step - 1) + first;
        float* running = Saved + Memory.InitialCell + (first * padded);
        ForwardStep rows = default;
        rows.Count = Math.Min(own.End, Plan.Active(step)) - own.Start;
        rows.Gates = GatesAt(step, chunkStart, own);
        rows.HasPrevious = step > 0 || InitialHidden != null;
        rows.PreviousHidden = step > 0 ? Hidden + (previous * hidden) : rows.HasPrevious ? StartHidden + (first * hidden) : Saved + Memory.ZeroRow;
        rows.Hidden = Hidden + (cell * hidden);
        rows.Cell = Memory.Saves ? Saved + Memory.Cell + (cell * padded) : running;
        rows.PreviousCell = Memory.Saves && step > 0 ? Saved + Memory.Cell + (previous * padded) : running;
        rows.TanhCell = Saved + Memory.TanhCell + (cell * padded);
        rows.ResetHidden = Memory.SavesResetHidden ? Saved + Memory.ResetHidden + (cell * padded) : Work + Memory.ResetHidden + (first * padded);
        return rows;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void StepPanels(int first, int end, in ForwardStep rows, TileArguments* tile, ActivateArguments* activate)
    {
        for (int row = 0; row < rows.Count; row += RowBlock)
        {
            activate->Rows = Math.Min(RowBlock, rows.Count - row);
            for (int panel = first; rows.HasPrevious && panel < end; panel++)
            {
                bool isPair = activate->Rows == 1 && PanelProduct.IsPair(Layout, panel, end);
                MultiplyPanel(panel, row, isPair, rows, tile);
                panel += isPair ? 1 : 0;
            }

            for (int panel = first; panel < end; panel++)
            {
                ActivatePanel(panel, row, rows, activate);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void MultiplyPanel(int panel, nint row, bool isPair, in ForwardStep rows, TileArguments* tile)
    {
        int vectors = Layout.ProductColumns(panel);
        bool readsReset = Layout.ReadsResetHidden(panel);
        tile->B = RecurrentPanel(panel);
        tile->BStep = vectors * Layout.Lanes;
        tile->Prefetch = RecurrentPanel(panel + 1 < Layout.Panels ? panel + 1 : 0);
        tile->ARow = readsReset ? Layout.PaddedHiddenSize : Layout.HiddenSize;
        tile->A = (readsReset ? rows.ResetHidden : rows.PreviousHidden) + (row * tile->ARow);
        tile->C = rows.Gates + Layout.PanelColumn(panel) + (row * Layout.GatePitch) + (Layout.RecurrentOffset * Layout.Lanes);
        if (isPair)
        {
            PanelProduct.RunPair(tile);
        }
        else
        {
            PanelProduct.Run(tile, Math.Min(RowBlock, rows.Count - (int)row), vectors);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void ActivatePanel(int panel, nint row, in ForwardStep rows, ActivateArguments* activate)
    {
        nint unit = Layout.FirstUnit(panel, 0), state = (row * Layout.PaddedHiddenSize) + unit;
        activate->Vectors = Layout.IsInterleaved ? 1 : Layout.ProductColumns(panel);
        activate->Units = Layout.HiddenSize - (int)unit;
        activate->Gate = Layout.GateOf(panel);
        activate->Bias = Weights + Layout.PackedBiasStart + (panel * Layout.PanelWidth);
        activate->Gates = rows.Gates + Layout.PanelColumn(panel) + (row * Layout.GatePitch);
        activate->PreviousHidden = rows.PreviousHidden + (row * activate->PreviousHiddenPitch) + unit;
        activate->Hidden = rows.Hidden + (row * activate->HiddenPitch) + unit;
        activate->PreviousCell = rows.PreviousCell + state;
        activate->Cell = rows.Cell + state;
        activate->TanhCell = rows.TanhCell + state;
        activate->ResetHidden = rows.ResetHidden + state;
        GateKernels.Activate(Layout.Cell)(activate);
    }
}
