using System.Runtime.CompilerServices;
using Recurrent.Kernels.Sequences;
using Recurrent.Kernels.Threading;
using Recurrent.Kernels.Unsafe.Gemm;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>Back-propagation through time, from the last step to the first; each part owns some rows, or some panels of units of all rows.</summary>
internal unsafe struct BackwardJob : IParallelJob
{
    private const int LineFloats = 16;

    public SequencePlan Plan;
    public CellLayout Layout;
    public ForwardMemory Memory;

    /// <summary>Whether parts own units of all rows, and meet after every step.</summary>
    public bool SplitsUnits;
    public float* RecurrentWeights;
    public float* Saved;
    public float* Outputs;
    public float* InitialHidden;
    public float* OutputGradient;
    public float* FinalHiddenGradient;
    public float* FinalCellGradient;
    public float* Work;
    public float* GateGradient;
    public float* InitialHiddenGradient;
    public float* InitialCellGradient;
    public ZoneoutMix Zoneout;

    private readonly float* Panels => Work;

    private readonly StateGradient HiddenGradient => new(Work + Line(Layout.PackedTransposedLength), Layout);

    /// <summary>A GRU with the reset before the product, which has no cell state, keeps ∂(r ⊙ h) here.</summary>
    private readonly StateGradient CellGradient => new(HiddenGradient.Values + StateGradient.Length(Layout, Plan.Batch), Layout);

    /// <summary>The output's gradient in the plan's order.</summary>
    private readonly float* StepGradient =>
        OutputGradient == null || Plan.IsNatural ? OutputGradient : CellGradient.Values + StateGradient.Length(Layout, Plan.Batch);

    private readonly float* Hidden => Plan.IsNatural ? Outputs : Saved + Memory.Hidden;

    private readonly int Depth => Layout.Gates * Layout.HiddenSize;

    private readonly int PanelCount => StateGradient.CountPanels(Layout);

    /// <summary>A length rounded up to whole cache lines.</summary>
    public static int Line(int length) => checked((length + LineFloats - 1) / LineFloats * LineFloats);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Execute(int part, int parts, TeamBarrier barrier)
    {
        ItemRange panels = RangeSplitter.Split(PanelCount, 1, part, parts);
        for (int panel = panels.Start; panel < panels.End; panel++)
        {
            int column = panel * TileKernels.PanelWidth;
            CellPacking.PackTransposedPanel(RecurrentWeights, Depth, Layout.HiddenSize, column, PanelVectors(panel) * Layout.Lanes, PanelAt(panel));
        }

        ItemRange own = SequenceSplit.OwnRows(Plan, part, parts);
        PassShare share = SplitsUnits ? new PassShare(new ItemRange(0, Plan.Batch), panels) : new PassShare(own, new ItemRange(0, PanelCount));
        HiddenGradient.Start(Plan, own, share.Rows, FinalHiddenGradient);
        CellGradient.Start(Plan, own, share.Rows, Layout.HasCellState ? FinalCellGradient : null);
        if (StepGradient != OutputGradient)
        {
            SequenceRows.Gather(Plan, own, OutputGradient, StepGradient, Layout.HiddenSize);
        }

        barrier.Synchronize();
        BackwardStep rows = default;
        rows.First = share.Rows.Start;
        rows.Own = share.Rows;
        rows.HiddenGradient = HiddenGradient.Of(share.Rows);
        rows.CellGradient = CellGradient.Of(share.Rows);
        int steps = share.Rows.Length > 0 ? Plan.Length(share.Rows.Start) : 0;
        for (int step = steps - 1; step >= 0; step--)
        {
            PointToRows(ref rows, step);
            Step(rows, share.Panels);
            if (SplitsUnits)
            {
                barrier.Synchronize();
            }
        }

        StartGradients(share, rows);
    }

    private readonly int PanelVectors(int panel) => Math.Min(TileKernels.PanelVectors, Layout.UnitVectors - (panel * TileKernels.PanelVectors));

    private readonly float* PanelAt(int panel) => Panels + ((nint)panel * TileKernels.PanelWidth * Depth);

    /// <summary>∂h of the earlier step = ∂products · R for some of a panel's rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void MultiplyPanel(int panel, int step, int first, int count, in BackwardStep rows)
    {
        nint pitch = Layout.GateGradientPitch;
        TileArguments tile = default;
        tile.A = GateGradient + ((nint)(Plan.Offset(step) + first) * pitch) + Layout.RecurrentGradientOffset;
        tile.ARow = pitch;
        tile.AStep = 1;
        tile.B = PanelAt(panel);
        tile.Prefetch = PanelProduct.Fetched(PanelAt(panel + 1 < PanelCount ? panel + 1 : 0), Layout.PackedRecurrentLength);
        tile.C = rows.HiddenGradient.At(panel * TileKernels.PanelWidth, TileKernels.PanelWidth, first);
        tile.CRow = TileKernels.PanelWidth;
        tile.Depth = Layout.HasResetHidden ? Depth - Layout.HiddenSize : Depth;

        // A GRU passes z ⊙ ∂h on directly, zoneout the gradient of what stayed; they stand there already.
        tile.Accumulate = Layout.PassesHiddenOn || Zoneout.IsOn;
        PanelProduct.Run(&tile, count, PanelVectors(panel));
    }

    /// <summary>∂(r ⊙ h) = ∂n · R_n for some of a panel's rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void MultiplyCandidatePanel(int panel, int first, int count, in BackwardStep rows)
    {
        nint pitch = Layout.GateGradientPitch, gates = Depth - Layout.HiddenSize;
        TileArguments tile = default;
        tile.A = GateGradient + ((nint)(Plan.Offset(rows.Step) + first) * pitch) + gates;
        tile.ARow = pitch;
        tile.AStep = 1;
        tile.B = PanelAt(panel) + (gates * PanelVectors(panel) * Layout.Lanes);
        tile.Prefetch = TileKernels.FetchesAlways ? tile.B : null;
        tile.C = rows.CellGradient.At(panel * TileKernels.PanelWidth, TileKernels.PanelWidth, first);
        tile.CRow = TileKernels.PanelWidth;
        tile.Depth = Layout.HiddenSize;
        PanelProduct.Run(&tile, count, PanelVectors(panel));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Step(in BackwardStep rows, ItemRange panels)
    {
        int step = rows.Step;
        DifferentiateArguments arguments = default;
        arguments.GateUnitStride = CellLayout.PanelColumns * rows.Gates.Rows;
        arguments.SavedGateStride = Layout.PaddedHiddenSize * rows.Gates.Rows;
        arguments.PreviousCellStride = rows.PreviousCell.Rows;
        arguments.TanhCellStride = rows.TanhCell.Rows;
        arguments.HiddenPitch = Layout.HiddenSize;
        arguments.PreviousHiddenPitch = rows.PreviousHiddenPitch;
        FetchAhead.Point(this, rows, ref arguments);
        arguments.CellPitch = Layout.Lanes;
        arguments.StateGradientPitch = TileKernels.PanelWidth;
        arguments.GateGradientPitch = Layout.GateGradientPitch;
        arguments.GateStride = Layout.HiddenSize;
        for (int panel = panels.Start; panel < panels.End; panel++)
        {
            StepPanel(panel, rows, &arguments);
        }

        for (int panel = panels.Start; Layout.HasResetHidden && panel < panels.End; panel++)
        {
            ResetPanel(panel, rows, &arguments);
        }
    }

    /// <summary>Where the rows of a part lie at a step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void PointToRows(ref BackwardStep rows, int step)
    {
        ItemRange own = rows.Own;
        nint first = own.Start, hidden = Layout.HiddenSize, padded = Layout.PaddedHiddenSize, active = Plan.Active(step);
        nint offset = Plan.Offset(step), earlier = step == 0 ? offset : Plan.Offset(step - 1), cell = offset + first, previous = earlier + first;
        rows.Step = step;
        rows.Count = (int)Math.Min(own.End, active) - own.Start;
        rows.LaterCount = Math.Min(own.End, Plan.Active(step + 1)) - own.Start;
        rows.Hidden = Hidden + (cell * hidden);
        rows.PreviousHiddenPitch = hidden;
        rows.PreviousHidden = step > 0 ? Hidden + (previous * hidden) : StartHidden((int)first, out rows.PreviousHiddenPitch);
        rows.OutputGradient = OutputGradient == null ? null : StepGradient + (cell * hidden);
        rows.GateGradient = GateGradient + (cell * Layout.GateGradientPitch);
        if (!Layout.SavesGates) return;
        rows.Gates.Point(Saved + Memory.Gates + (offset * Layout.GatePitch), active, first);
        rows.EarlierGates.Point(Saved + Memory.Gates + (earlier * Layout.GatePitch), active, first);
        if (!Layout.HasCellState) return;
        if (step > 0) rows.PreviousCell.Point(Saved + Memory.Cell + (earlier * padded), Plan.Active(step - 1), first);
        else rows.PreviousCell.Point(Saved + Memory.InitialCell, Plan.Batch, first);
        rows.TanhCell.Point(Saved + Memory.TanhCell + (offset * padded), active, first);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void StepPanel(int panel, in BackwardStep rows, DifferentiateArguments* arguments)
    {
        arguments->Vectors = PanelVectors(panel);
        arguments->Units = Layout.HiddenSize - (panel * TileKernels.PanelWidth);
        for (int row = 0; row < rows.Count; row += PassShare.RowBlock)
        {
            int laterRows = Math.Min(PassShare.RowBlock, rows.LaterCount - row);
            if (laterRows > 0)
            {
                MultiplyPanel(panel, rows.Step + 1, rows.First + row, laterRows, rows);
            }

            Point(panel, row, rows, arguments);
            if (Zoneout.IsOn)
            {
                new ZoneoutStep { Mix = Zoneout, Plan = Plan, Layout = Layout, Step = rows.Step, Position = rows.First + row, Unit = panel * TileKernels.PanelWidth }.Differentiate(arguments);
            }
            else
            {
                GateKernels.Differentiate(Layout.Cell)(arguments);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void ResetPanel(int panel, in BackwardStep rows, DifferentiateArguments* arguments)
    {
        arguments->Vectors = PanelVectors(panel);
        arguments->Units = Layout.HiddenSize - (panel * TileKernels.PanelWidth);
        for (int row = 0; row < rows.Count; row += PassShare.RowBlock)
        {
            MultiplyCandidatePanel(panel, rows.First + row, Math.Min(PassShare.RowBlock, rows.Count - row), rows);
            Point(panel, row, rows, arguments);
            GateKernels.DifferentiateReset()(arguments);
        }
    }

    /// <summary>Lets the arguments point to some rows' values of a panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Point(int panel, nint row, in BackwardStep rows, DifferentiateArguments* arguments)
    {
        nint unit = panel * TileKernels.PanelWidth, lanes = Layout.Lanes, width = TileKernels.PanelWidth;
        arguments->Rows = Math.Min(PassShare.RowBlock, rows.Count - (int)row);
        PointToGates(unit, row, rows, arguments);
        arguments->Hidden = rows.Hidden + (row * Layout.HiddenSize) + unit;
        arguments->PreviousHidden = rows.PreviousHidden + (row * rows.PreviousHiddenPitch) + unit;
        arguments->PreviousCell = rows.PreviousCell.At(unit, lanes, row);
        arguments->TanhCell = rows.TanhCell.At(unit, lanes, row);
        arguments->OutputGradient = rows.OutputGradient == null ? null : rows.OutputGradient + (row * Layout.HiddenSize) + unit;
        arguments->HiddenGradient = rows.HiddenGradient.At(unit, width, rows.First + row);
        arguments->CellGradient = rows.CellGradient.At(unit, width, rows.First + row);
        arguments->ResetHiddenGradient = arguments->CellGradient;
        arguments->GateGradient = rows.GateGradient + (row * Layout.GateGradientPitch) + unit;
    }

    /// <summary>The saved gates of a panel of the gradient, which covers several panels of the forward pass or a part of one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void PointToGates(nint unit, nint row, in BackwardStep rows, DifferentiateArguments* arguments)
    {
        if (Layout.IsInterleaved)
        {
            arguments->GatePitch = Layout.PanelWidth;
            arguments->Gates = rows.Gates.At(unit * CellLayout.PanelColumns, arguments->GatePitch, row);
            return;
        }

        int panel = (int)(unit / Layout.PanelWidth), column = Layout.PanelColumn(panel);
        arguments->GatePitch = Layout.PanelPitch(panel);
        arguments->Gates = rows.Gates.At(column, arguments->GatePitch, row) + (unit - column);
    }

    private readonly float* StartHidden(nint first, out nint pitch)
    {
        pitch = InitialHidden == null ? 0 : Layout.HiddenSize;
        float* start = InitialHidden == null ? Saved + Memory.ZeroRow : Memory.HasSortedInitialHidden ? Saved + Memory.SortedInitialHidden : InitialHidden;
        return start + (first * pitch);
    }

    /// <summary>The gradient of the initial states; a row without steps hands its final state's gradient through.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void StartGradients(in PassShare share, in BackwardStep rows)
    {
        int count = Math.Min(share.Rows.End, Plan.Active(0)) - share.Rows.Start;
        for (int panel = share.Panels.Start; panel < share.Panels.End; panel++)
        {
            if (InitialHiddenGradient != null && count > 0)
            {
                MultiplyPanel(panel, 0, share.Rows.Start, count, rows);
            }

            HiddenGradient.Scatter(Plan, share.Rows, panel, InitialHiddenGradient);
            CellGradient.Scatter(Plan, share.Rows, panel, InitialCellGradient);
        }
    }
}
