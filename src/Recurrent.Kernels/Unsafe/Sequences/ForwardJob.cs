using System.Runtime.CompilerServices;
using Recurrent.Kernels.Sequences;
using Recurrent.Kernels.Threading;
using Recurrent.Kernels.Unsafe.Gemm;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>The forward pass of one direction of one layer; each part computes its <see cref="PassShare"/> of every step.</summary>
internal unsafe struct ForwardJob : IParallelJob
{
    public SequencePlan Plan;
    public CellLayout Layout;
    public ForwardMemory Memory;

    /// <summary>Whether parts own units of all rows, and meet after every step.</summary>
    public bool SplitsUnits;
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
    public ZoneoutMix Zoneout;

    private readonly float* Hidden => Plan.IsNatural ? Outputs : Saved + Memory.Hidden;

    /// <summary>x in the plan's order.</summary>
    public readonly float* CellInput => Plan.IsNatural ? Input : Saved + Memory.PackedInput;

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

        ItemRange own = SequenceSplit.OwnRows(Plan, part, parts);
        SequenceRows.Gather(this, own);
        barrier.Synchronize();
        PassShare share = SplitsUnits
            ? new PassShare(new ItemRange(0, Plan.Batch), RangeSplitter.Split(Layout.Panels, 1, part, parts))
            : new PassShare(own, new ItemRange(0, Layout.Panels));
        var products = new ProductMemory(Plan, Layout, Memory, Work, share);
        int steps = share.Rows.Length > 0 ? Plan.Length(share.Rows.Start) : 0;
        for (int start = 0; start < steps; start += Memory.ChunkSteps)
        {
            int stop = Math.Min(steps, start + Memory.ChunkSteps);
            if (Memory.HoistsInput)
            {
                new InputProducts(in this).MultiplyChunk(start, stop, share, products);
            }

            for (int step = start; step < stop; step++)
            {
                Step(step, start, share, products);
                if (SplitsUnits)
                {
                    barrier.Synchronize();
                }
            }
        }

        SequenceRows.Scatter(this, own, Hidden);
    }

    private readonly nint ProductPitch(int panel, in ForwardStep rows) => rows.WholeRowPitch > 0 ? rows.WholeRowPitch : Layout.PanelPitch(panel);

    /// <summary>A panel of the packed W.</summary>
    public readonly float* InputPanel(int panel) => Weights + CellPacking.PanelStart(Layout, Layout.InputSize, panel);

    /// <summary>A panel of the packed R.</summary>
    public readonly float* RecurrentPanel(int panel) => Weights + Layout.PackedRecurrentStart + CellPacking.PanelStart(Layout, Layout.HiddenSize, panel);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Step(int step, int chunkStart, in PassShare share, in ProductMemory products)
    {
        ForwardStep rows = default;
        PointToRows(ref rows, step, chunkStart, share.Rows, products);
        ActivateArguments activate = default;
        activate.PreviousHiddenPitch = rows.HasPrevious ? Layout.HiddenSize : 0;
        activate.HiddenPitch = Layout.HiddenSize;
        activate.CellPitch = Layout.Lanes;
        activate.ResetHiddenPitch = Layout.PaddedHiddenSize;
        int together = rows.WholeRowPitch > 0 && Memory.HoistsInput ? Layout.PanelsPerGate : 1;
        for (int panel = share.Panels.Start; panel < share.Panels.End; panel += together)
        {
            StepPanels(new ItemRange(panel, Math.Min(panel + together, share.Panels.End)), rows, share, &activate);
        }
    }

    /// <summary>Where the rows of a part lie at a step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void PointToRows(ref ForwardStep rows, int step, int chunkStart, ItemRange own, in ProductMemory products)
    {
        nint first = own.Start, hidden = Layout.HiddenSize, padded = Layout.PaddedHiddenSize, active = Plan.Active(step);
        nint offset = Plan.Offset(step), cell = offset + first, earlier = step == 0 ? 0 : Plan.Offset(step - 1), previous = earlier + first;
        rows.Step = step;
        rows.First = own.Start;
        rows.Count = (int)Math.Min(own.End, active) - own.Start;
        products.Point(ref rows.Products, step, chunkStart);
        rows.WholeRowPitch = products.WholeRowPitch;
        rows.HasPrevious = step > 0 || InitialHidden != null;
        rows.PreviousHidden = step > 0 ? Hidden + (previous * hidden) : rows.HasPrevious ? StartHidden + (first * hidden) : Saved + Memory.ZeroRow;
        rows.Hidden = Hidden + (cell * hidden);
        rows.ResetHidden = Memory.SavesResetHidden ? Saved + Memory.ResetHidden + (cell * padded) : Work + Memory.ResetHidden + (first * padded);
        if (Memory.SavesGates) rows.Gates.Point(Saved + Memory.Gates + (offset * Layout.GatePitch), active, first);
        if (!Layout.HasCellState) return;
        if (Memory.Saves && step > 0) rows.PreviousCell.Point(Saved + Memory.Cell + (earlier * padded), Plan.Active(step - 1), first);
        else rows.PreviousCell.Point(Saved + Memory.InitialCell, Plan.Batch, first);
        if (Memory.Saves) rows.Cell.Point(Saved + Memory.Cell + (offset * padded), active, first);
        else rows.Cell.Point(Saved + Memory.InitialCell, Plan.Batch, first);
        rows.TanhCell.Point(Saved + Memory.TanhCell + (offset * padded), active, first);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void StepPanels(ItemRange panels, in ForwardStep rows, in PassShare share, ActivateArguments* activate)
    {
        for (int row = 0; row < rows.Count; row += PassShare.RowBlock)
        {
            activate->Rows = Math.Min(PassShare.RowBlock, rows.Count - row);
            for (int panel = panels.Start; panel < panels.End; panel++)
            {
                bool isPair = activate->Rows == 1 && panels.Length > 1 && PanelProduct.IsPair(Layout, panel, panels.End);
                MultiplyPanel(panel, row, isPair, rows, share);
                panel += isPair ? 1 : 0;
            }

            // All panels of a single row lie side by side; zoneout mixes panel by panel.
            if (Plan.Batch == 1 && !Zoneout.IsOn)
            {
                ActivatePanels(panels, row, rows, activate);
                continue;
            }

            for (int panel = panels.Start; panel < panels.End; panel++)
            {
                ActivatePanels(new ItemRange(panel, panel + 1), row, rows, activate);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void MultiplyPanel(int panel, nint row, bool isPair, in ForwardStep rows, in PassShare share)
    {
        int vectors = Layout.ProductColumns(panel), count = Math.Min(PassShare.RowBlock, rows.Count - (int)row);
        nint pitch = ProductPitch(panel, rows);
        float* products = rows.Products.At(Layout.PanelColumn(panel), pitch, row);
        if (!Memory.HoistsInput)
        {
            float* cells = CellInput + ((Plan.Offset(rows.Step) + share.Rows.Start + row) * Layout.InputSize);
            new InputProducts(in this).Multiply(panel, cells, count, products, pitch);
        }

        if (!rows.HasPrevious)
        {
            return;
        }

        bool readsReset = Layout.ReadsResetHidden(panel);
        int next = panel + 1 < share.Panels.End ? panel + 1 : share.Panels.Start;
        TileArguments tile = default;
        tile.AStep = 1;
        tile.CRow = pitch;
        tile.Depth = Layout.HiddenSize;
        tile.Accumulate = true;
        tile.B = RecurrentPanel(panel);
        tile.Prefetch = PanelProduct.Fetched(Memory.HoistsInput ? RecurrentPanel(next) : InputPanel(next), Layout.PackedRecurrentLength);
        tile.ARow = readsReset ? Layout.PaddedHiddenSize : Layout.HiddenSize;
        tile.A = (readsReset ? rows.ResetHidden : rows.PreviousHidden) + (row * tile.ARow);
        tile.C = products + (Layout.RecurrentOffset * Layout.Lanes);
        if (isPair)
        {
            PanelProduct.RunPair(&tile, vectors);
        }
        else
        {
            PanelProduct.Run(&tile, count, vectors);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void ActivatePanels(ItemRange panels, nint row, in ForwardStep rows, ActivateArguments* activate)
    {
        int panel = panels.Start;
        nint unit = Layout.FirstUnit(panel, 0), lanes = Layout.Lanes;
        activate->Vectors = Layout.IsInterleaved ? 1 : Layout.ProductColumns(panel);
        activate->Units = Layout.HiddenSize - (int)unit;
        activate->Gate = Layout.GateOf(panel);
        activate->Bias = Weights + Layout.PackedBiasStart + (panel * Layout.PanelWidth);
        activate->ProductPitch = ProductPitch(panel, rows);
        activate->Products = rows.Products.At(Layout.PanelColumn(panel), activate->ProductPitch, row);
        activate->GatePitch = Layout.PanelPitch(panel);
        activate->Gates = Memory.SavesGates ? rows.Gates.At(Layout.PanelColumn(panel), activate->GatePitch, row) : null;
        PointToUpdateGates(panel, row, rows, activate);
        activate->PreviousHidden = rows.PreviousHidden + (row * activate->PreviousHiddenPitch) + unit;
        activate->Hidden = rows.Hidden + (row * activate->HiddenPitch) + unit;
        activate->PreviousCell = rows.PreviousCell.At(unit, lanes, row);
        activate->Cell = rows.Cell.At(unit, lanes, row);
        activate->TanhCell = rows.TanhCell.At(unit, lanes, row);
        activate->ResetHidden = rows.ResetHidden + (row * Layout.PaddedHiddenSize) + unit;
        if (Zoneout.IsOn)
        {
            new ZoneoutStep { Mix = Zoneout, Plan = Plan, Layout = Layout, Step = rows.Step, Position = rows.First + (int)row, Unit = unit }.Activate(activate);
        }
        else
        {
            if (panels.Length > 1) activate->Take(Layout, panels);
            GateKernels.Activate(Layout.Cell)(activate);
        }
    }

    /// <summary>Where a gate has panels of its own, the candidate finds the update gate in those before: saved, or in the place of its product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void PointToUpdateGates(int panel, nint row, in ForwardStep rows, ActivateArguments* activate)
    {
        if (Layout.HasResetHidden)
        {
            int update = Layout.UpdatePanel(panel);
            activate->UpdateGatePitch = Memory.SavesGates ? activate->GatePitch : activate->ProductPitch;
            PanelBlock block = Memory.SavesGates ? rows.Gates : rows.Products;
            activate->UpdateGates = block.At(Layout.PanelColumn(update), activate->UpdateGatePitch, row);
        }
    }
}
