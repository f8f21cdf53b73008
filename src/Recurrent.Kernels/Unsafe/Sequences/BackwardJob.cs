using System.Runtime.CompilerServices;
using Recurrent.Kernels.Sequences;
using Recurrent.Kernels.Threading;
using Recurrent.Kernels.Unsafe.Gemm;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>Back-propagation through time: each part owns the rows it would own in the forward pass, from the last step to the first.</summary>
internal unsafe struct BackwardJob : IParallelJob
{
    private const int LineFloats = 16;
    private const int RowBlock = 48;

    public SequencePlan Plan;
    public CellLayout Layout;
    public ForwardMemory Memory;
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

    private readonly float* Panels => Work;

    private readonly float* HiddenGradient => Work + Line(Layout.PackedTransposedLength);

    /// <summary>A GRU with the reset before the product, which has no cell state, keeps ∂(r ⊙ h) here.</summary>
    private readonly float* CellGradient => HiddenGradient + Line(Plan.Batch * Layout.PaddedHiddenSize);

    /// <summary>The output's gradient in the plan's order.</summary>
    private readonly float* StepGradient =>
        OutputGradient == null || Plan.IsNatural ? OutputGradient : CellGradient + Line(Plan.Batch * Layout.PaddedHiddenSize);

    private readonly float* Hidden => Plan.IsNatural ? Outputs : Saved + Memory.Hidden;

    private readonly int Depth => Layout.Gates * Layout.HiddenSize;

    private readonly int PanelCount => (Layout.UnitVectors + TileKernels.PanelVectors - 1) / TileKernels.PanelVectors;

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

        var own = new ItemRange(Plan.FirstPosition(part, parts), Plan.FirstPosition(part + 1, parts));
        GatherGradients(own);
        barrier.Synchronize();
        int steps = own.Length > 0 ? Plan.Length(own.Start) : 0;
        for (int step = steps - 1; step >= 0; step--)
        {
            Step(step, own);
        }

        if (own.Length > 0)
        {
            StartGradients(own);
        }
    }

    private readonly int PanelVectors(int panel) => Math.Min(TileKernels.PanelVectors, Layout.UnitVectors - (panel * TileKernels.PanelVectors));

    private readonly float* PanelAt(int panel) => Panels + ((nint)panel * TileKernels.PanelWidth * Depth);

    /// <summary>Every row starts from the gradient of its final state, which stands there when its last step comes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void GatherGradients(ItemRange own)
    {
        for (int position = own.Start; position < own.End; position++)
        {
            nint row = Plan.Row(position);
            Start(FinalHiddenGradient, HiddenGradient, row, position);
            if (Layout.HasCellState)
            {
                Start(FinalCellGradient, CellGradient, row, position);
            }
        }

        if (StepGradient != OutputGradient)
        {
            SequenceRows.Gather(Plan, own, OutputGradient, StepGradient, Layout.HiddenSize);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Start(float* source, float* target, nint row, nint position)
    {
        var padded = new Span<float>(target + (position * Layout.PaddedHiddenSize), Layout.PaddedHiddenSize);
        padded.Clear();
        if (source != null)
        {
            new ReadOnlySpan<float>(source + (row * Layout.HiddenSize), Layout.HiddenSize).CopyTo(padded);
        }
    }

    /// <summary>∂h of the earlier step = ∂products · R for some of a panel's rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void MultiplyPanel(int panel, int step, int first, int rows)
    {
        nint pitch = Layout.GateGradientPitch;
        TileArguments tile = default;
        tile.A = GateGradient + ((nint)(Plan.Offset(step) + first) * pitch) + Layout.RecurrentGradientOffset;
        tile.ARow = pitch;
        tile.AStep = 1;
        tile.B = PanelAt(panel);
        tile.BStep = PanelVectors(panel) * Layout.Lanes;
        tile.Prefetch = PanelAt(panel + 1 < PanelCount ? panel + 1 : 0);
        tile.C = HiddenGradient + ((nint)first * Layout.PaddedHiddenSize) + (panel * TileKernels.PanelWidth);
        tile.CRow = Layout.PaddedHiddenSize;
        tile.Depth = Layout.HasResetHidden ? Depth - Layout.HiddenSize : Depth;

        // A GRU passes z ⊙ ∂h on directly; it stands there already.
        tile.Accumulate = Layout.PassesHiddenOn;
        PanelProduct.Run(&tile, rows, PanelVectors(panel));
    }

    /// <summary>∂(r ⊙ h) = ∂n · R_n for some of a panel's rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void MultiplyCandidatePanel(int panel, int step, int first, int rows)
    {
        nint pitch = Layout.GateGradientPitch, gates = Depth - Layout.HiddenSize;
        TileArguments tile = default;
        tile.A = GateGradient + ((nint)(Plan.Offset(step) + first) * pitch) + gates;
        tile.ARow = pitch;
        tile.AStep = 1;
        tile.BStep = PanelVectors(panel) * Layout.Lanes;
        tile.B = PanelAt(panel) + (gates * tile.BStep);
        tile.Prefetch = tile.B;
        tile.C = CellGradient + ((nint)first * Layout.PaddedHiddenSize) + (panel * TileKernels.PanelWidth);
        tile.CRow = Layout.PaddedHiddenSize;
        tile.Depth = Layout.HiddenSize;
        PanelProduct.Run(&tile, rows, PanelVectors(panel));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Step(int step, ItemRange own)
    {
        BackwardStep rows = RowsOf(step, own);
        DifferentiateArguments arguments = default;
        arguments.GatePitch = Layout.GatePitch;
        arguments.SavedGateStride = Layout.PaddedHiddenSize;
        arguments.HiddenPitch = Layout.HiddenSize;
        arguments.PreviousHiddenPitch = rows.PreviousHiddenPitch;
        arguments.EarlierRows = step > 0 ? Plan.Offset(step - 1) - Plan.Offset(step) : 0;
        arguments.CellPitch = Layout.PaddedHiddenSize;
        arguments.StateGradientPitch = Layout.PaddedHiddenSize;
        arguments.GateGradientPitch = Layout.GateGradientPitch;
        arguments.GateStride = Layout.HiddenSize;
        for (int panel = 0; panel < PanelCount; panel++)
        {
            StepPanel(panel, rows, &arguments);
        }

        for (int panel = 0; Layout.HasResetHidden && panel < PanelCount; panel++)
        {
            ResetPanel(panel, rows, &arguments);
        }
    }

    /// <summary>Where the rows of a part lie at a step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly BackwardStep RowsOf(int step, ItemRange own)
    {
        int first = own.Start;
        nint hidden = Layout.HiddenSize, padded = Layout.PaddedHiddenSize;
        nint cell = Plan.Offset(step) + first, previous = step == 0 ? 0 : Plan.Offset(step - 1) + first;
        BackwardStep rows = default;
        rows.Step = step;
        rows.First = first;
        rows.Count = Math.Min(own.End, Plan.Active(step)) - first;
        rows.LaterCount = Math.Min(own.End, Plan.Active(step + 1)) - first;
        rows.Gates = Saved + Memory.Gates + (cell * Layout.GatePitch);
        rows.Hidden = Hidden + (cell * hidden);
        rows.PreviousHiddenPitch = hidden;
        rows.PreviousHidden = step > 0 ? Hidden + (previous * hidden) : StartHidden(first, out rows.PreviousHiddenPitch);
        rows.PreviousCell = step > 0 ? Saved + Memory.Cell + (previous * padded) : Saved + Memory.InitialCell + (first * padded);
        rows.TanhCell = Saved + Memory.TanhCell + (cell * padded);
        rows.OutputGradient = OutputGradient == null ? null : StepGradient + (cell * hidden);
        rows.GateGradient = GateGradient + (cell * Layout.GateGradientPitch);
        return rows;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void StepPanel(int panel, in BackwardStep rows, DifferentiateArguments* arguments)
    {
        arguments->Vectors = PanelVectors(panel);
        arguments->Units = Layout.HiddenSize - (panel * TileKernels.PanelWidth);
        for (int row = 0; row < rows.Count; row += RowBlock)
        {
            int laterRows = Math.Min(RowBlock, rows.LaterCount - row);
            if (laterRows > 0)
            {
                MultiplyPanel(panel, rows.Step + 1, rows.First + row, laterRows);
            }

            Point(panel, row, rows, arguments);
            GateKernels.Differentiate(Layout.Cell)(arguments);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void ResetPanel(int panel, in BackwardStep rows, DifferentiateArguments* arguments)
    {
        arguments->Vectors = PanelVectors(panel);
        arguments->Units = Layout.HiddenSize - (panel * TileKernels.PanelWidth);
        for (int row = 0; row < rows.Count; row += RowBlock)
        {
            MultiplyCandidatePanel(panel, rows.Step, rows.First + row, Math.Min(RowBlock, rows.Count - row));
            Point(panel, row, rows, arguments);
            GateKernels.DifferentiateReset()(arguments);
        }
    }

    /// <summary>Lets the arguments point to some rows' values of a panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Point(int panel, nint row, in BackwardStep rows, DifferentiateArguments* arguments)
    {
        nint unit = panel * TileKernels.PanelWidth, padded = Layout.PaddedHiddenSize;
        nint state = ((rows.First + row) * padded) + unit, cell = (row * padded) + unit;
        arguments->Rows = Math.Min(RowBlock, rows.Count - (int)row);
        arguments->Gates = rows.Gates + (row * Layout.GatePitch) + (Layout.IsInterleaved ? unit * CellLayout.PanelColumns : unit);
        arguments->Hidden = rows.Hidden + (row * Layout.HiddenSize) + unit;
        arguments->PreviousHidden = rows.PreviousHidden + (row * rows.PreviousHiddenPitch) + unit;
        arguments->PreviousCell = rows.PreviousCell + cell;
        arguments->TanhCell = rows.TanhCell + cell;
        arguments->OutputGradient = rows.OutputGradient == null ? null : rows.OutputGradient + (row * Layout.HiddenSize) + unit;
        arguments->HiddenGradient = HiddenGradient + state;
        arguments->CellGradient = CellGradient + state;
        arguments->ResetHiddenGradient = CellGradient + state;
        arguments->GateGradient = rows.GateGradient + (row * Layout.GateGradientPitch) + unit;
    }

    private readonly float* StartHidden(nint first, out nint pitch)
    {
        pitch = InitialHidden == null ? 0 : Layout.HiddenSize;
        float* start = InitialHidden == null ? Saved + Memory.ZeroRow : Memory.HasSortedInitialHidden ? Saved + Memory.SortedInitialHidden : InitialHidden;
        return start + (first * pitch);
    }

    /// <summary>The gradient of the initial states; a row without steps hands its final state's gradient through.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void StartGradients(ItemRange own)
    {
        int rows = Math.Min(own.End, Plan.Active(0)) - own.Start;
        for (int panel = 0; InitialHiddenGradient != null && rows > 0 && panel < PanelCount; panel++)
        {
            MultiplyPanel(panel, 0, own.Start, rows);
        }

        nint hidden = Layout.HiddenSize, padded = Layout.PaddedHiddenSize;
        for (int position = own.Start; position < own.End; position++)
        {
            nint row = Plan.Row(position);
            if (InitialHiddenGradient != null)
            {
                SequenceRows.Copy(HiddenGradient + (position * padded), InitialHiddenGradient + (row * hidden), hidden);
            }

            if (InitialCellGradient != null)
            {
                SequenceRows.Copy(CellGradient + (position * padded), InitialCellGradient + (row * hidden), hidden);
            }
        }
    }
}
