using System.Runtime.CompilerServices;
using Recurrent.Kernels.Sequences;
using Recurrent.Kernels.Threading;
using Recurrent.Kernels.Unsafe.Gemm;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>One step of some rows, at most <see cref="StepScratch.RowBlock"/>: each part computes the new states of some panels of units from all of the old ones.</summary>
internal unsafe struct StepJob : IParallelJob
{
    private const int MostRowsAlone = 4;

    public StepLayout Layout;
    public StepScratch Offsets;

    /// <summary>A whole packed cell.</summary>
    public float* Weights;

    /// <summary>Scratch memory of the first part: gates, old states, and what <see cref="StepScratch"/> lists; each part's follows the one before.</summary>
    public float* Scratch;

    public int Rows;

    /// <summary>x, [rows, I]; a single row has zeros up to a whole group of k.</summary>
    public float* Input;

    /// <summary>c, whole vectors a row, replaced.</summary>
    public float* Cell;

    /// <summary>Receives h after the step, [rows, H].</summary>
    public float* NewHidden;

    /// <summary>Whether panels are taken last first, which changes no number.</summary>
    public bool IsBackwards;

    /// <inheritdoc/>
    public static bool PartsAreIndependent => true;

    /// <summary>Whether rows are multiplied one by one: a few rows are not worth decoding compressed weights for.</summary>
    public readonly bool IsRowByRow => Rows == 1
        || (Rows <= MostRowsAlone && Layout.Precision != StepPrecision.Single && Layout.Cell.InputSize % Layout.Group == 0);

    private readonly float* Hidden => Scratch + Offsets.Hidden;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Execute(int part, int parts, TeamBarrier barrier)
    {
        CellLayout cell = Layout.Cell;
        ActivateArguments activate = default;
        activate.Rows = Rows;
        activate.ProductPitch = cell.GatePitch;
        activate.UpdateGatePitch = cell.GatePitch;
        activate.PreviousHiddenPitch = Offsets.StatePitch;
        activate.HiddenPitch = cell.HiddenSize;
        activate.CellPitch = Offsets.StatePitch;
        activate.ResetHiddenPitch = Offsets.StatePitch;
        if (cell.HasResetHidden)
        {
            // Whole groups of k are read, also beyond H.
            new Span<float>(Scratch + Offsets.ResetHidden, Rows * Offsets.StatePitch).Clear();
        }

        ItemRange own = RangeSplitter.Split(cell.Panels, 1, part, parts);
        int together = Rows > PanelProduct.FewRows ? 1 : cell.PanelsPerGate;
        bool isBackwards = IsBackwards && !cell.HasResetHidden;
        for (int done = 0; done < own.Length; done += together)
        {
            int count = Math.Min(together, own.Length - done), first = isBackwards ? own.End - done - count : own.Start + done;
            MultiplyAll(first, first + count, part);
            if (Rows == 1)
            {
                Activate(new ItemRange(first, first + count), &activate);
                continue;
            }

            for (int panel = first; panel < first + count; panel++)
            {
                Activate(new ItemRange(panel, panel + 1), &activate);
            }
        }
    }

    /// <summary>All products of some panels of one gate; they come before the equations, whose latencies then overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void MultiplyAll(int first, int end, int part)
    {
        CellLayout cell = Layout.Cell;
        int turns = (end - first + 1) / 2, ahead = IsBackwards ? -2 : 2;
        int panel = IsBackwards ? first + (2 * (turns - 1)) : first;
        TileArguments input = default, recurrent = default;
        PointTo(panel, &input, &recurrent);
        for (; turns > 0; turns--, panel += ahead)
        {
            bool isPair = IsRowByRow && PanelProduct.IsPair(cell, panel, end);
            Multiply(&input, &recurrent, isPair ? 2 : 1, cell.ProductColumns(panel), part);
            if (!isPair && panel + 1 < end)
            {
                Advance(&input, &recurrent, panels: 1);
                Multiply(&input, &recurrent, panels: 1, cell.ProductColumns(panel + 1), part);
                Advance(&input, &recurrent, panels: -1);
            }

            Advance(&input, &recurrent, ahead);
        }
    }

    /// <summary>W x and R h of a panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void PointTo(int panel, TileArguments* input, TileArguments* recurrent)
    {
        CellLayout cell = Layout.Cell;
        input->AStep = recurrent->AStep = 1;
        input->CRow = recurrent->CRow = cell.GatePitch;
        input->A = Input;
        input->ARow = cell.InputSize;
        input->Depth = cell.InputSize;
        input->B = Weights + Layout.PanelStart(cell.InputSize, panel);
        input->C = Scratch + cell.PanelColumn(panel);
        input->Scale = Weights + Layout.ScaleStart + cell.PackedColumn(panel);
        recurrent->A = cell.ReadsResetHidden(panel) ? Scratch + Offsets.ResetHidden : Hidden;
        recurrent->ARow = Offsets.StatePitch;
        recurrent->Depth = cell.HiddenSize;
        recurrent->B = Weights + Layout.RecurrentStart + Layout.PanelStart(cell.HiddenSize, panel);
        recurrent->C = input->C + (cell.RecurrentOffset * cell.Lanes);
        recurrent->Scale = input->Scale + Layout.RowWidth;
        recurrent->Accumulate = true;
        input->Prefetch = PanelProduct.Fetched(recurrent->B, cell.PackedRecurrentLength);
        recurrent->Prefetch = PanelProduct.Fetched(recurrent->B, length: 0);
    }

    /// <summary>On to another panel of the same gate.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Advance(TileArguments* input, TileArguments* recurrent, int panels)
    {
        CellLayout cell = Layout.Cell;
        nint packed = panels * (cell.IsInterleaved ? cell.Gates * cell.Lanes : cell.PanelWidth), buffered = panels * cell.PanelWidth;
        input->B += packed * Layout.Words(cell.InputSize);
        input->C += buffered;
        input->Scale += packed;
        recurrent->B += packed * Layout.Words(cell.HiddenSize);
        recurrent->C += buffered;
        recurrent->Scale += packed;
        input->Prefetch = input->Prefetch == null ? null : recurrent->B;
        recurrent->Prefetch = recurrent->Prefetch == null ? null : recurrent->B;
    }

    /// <summary>W x and R h of one panel or two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Multiply(TileArguments* input, TileArguments* recurrent, int panels, int vectors, int part)
    {
        StepProduct.Run(this, input, panels, vectors, part);
        ClearLastColumn(input->C, panels);
        StepProduct.Run(this, recurrent, panels, vectors, part);
    }

    /// <summary>The recurrent part of a GRU's candidate starts at 0: no input product comes before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void ClearLastColumn(float* gates, int panels)
    {
        CellLayout cell = Layout.Cell;
        if (cell.RecurrentOffset == 0)
        {
            return;
        }

        for (int panel = 0; panel < panels; panel++, gates += cell.PanelWidth)
        {
            float* column = gates + (cell.PanelWidth - cell.Lanes);
            for (int row = 0; row < Rows; row++, column += cell.GatePitch)
            {
                new Span<float>(column, cell.Lanes).Clear();
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Activate(ItemRange panels, ActivateArguments* activate)
    {
        CellLayout cell = Layout.Cell;
        int panel = panels.Start;
        nint unit = cell.FirstUnit(panel, 0);
        activate->Vectors = cell.IsInterleaved ? 1 : cell.ProductColumns(panel);
        activate->Units = cell.HiddenSize - (int)unit;
        activate->Gate = cell.GateOf(panel);
        activate->Products = Scratch + cell.PanelColumn(panel);

        // A candidate reads the update gate from the panels before its own, where it replaced its product.
        activate->UpdateGates = cell.ReadsResetHidden(panel) ? activate->Products - cell.PaddedHiddenSize : activate->Products;
        activate->Bias = Weights + Layout.BiasStart + (panel * cell.PanelWidth);
        activate->PreviousHidden = Hidden + unit;
        activate->Hidden = NewHidden + unit;
        activate->PreviousCell = Cell + unit;
        activate->Cell = activate->PreviousCell;
        activate->ResetHidden = Scratch + Offsets.ResetHidden + unit;
        if (panels.Length > 1) activate->Take(cell, panels);
        GateKernels.Activate(cell.Cell)(activate);
    }
}
