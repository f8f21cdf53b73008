using System.Runtime.CompilerServices;
using Recurrent.Kernels.Sequences;
using Recurrent.Kernels.Threading;
using Recurrent.Kernels.Unsafe.Gemm;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>One step of one row: each part computes the new state of some panels of units from the whole old one.</summary>
internal unsafe struct StepJob : IParallelJob
{
    public CellLayout Layout;

    /// <summary>As <see cref="StepKernel.Pack"/> leaves them.</summary>
    public float* InputPanels;
    public float* RecurrentPanels;
    public float* Bias;
    public float* Input;

    /// <summary>h before the step.</summary>
    public float* Hidden;

    /// <summary>The gates of the row, written here.</summary>
    public float* Gates;

    /// <summary>Receives h after the step.</summary>
    public float* NewHidden;

    /// <summary>c, replaced; whole vectors.</summary>
    public float* Cell;

    /// <summary>Receives r ⊙ h where the reset gate comes before the product; whole vectors.</summary>
    public float* ResetHidden;

    /// <inheritdoc/>
    public static bool PartsAreIndependent => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Execute(int part, int parts, TeamBarrier barrier)
    {
        ActivateArguments activate = default;
        activate.Rows = 1;
        TileArguments tile = default;
        tile.AStep = 1;
        ItemRange own = RangeSplitter.Split(Layout.Panels, 1, part, parts);
        for (int first = own.Start; first < own.End; first += Layout.PanelsPerGate)
        {
            // All products come before the equations, whose latencies then overlap.
            int end = Math.Min(own.End, first + Layout.PanelsPerGate);
            for (int panel = first; panel < end; panel++)
            {
                bool isPair = PanelProduct.IsPair(Layout, panel, end);
                Multiply(panel, isPair, &tile);
                panel += isPair ? 1 : 0;
            }

            for (int panel = first; panel < end; panel++)
            {
                Activate(panel, &activate);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Multiply(int panel, bool isPair, TileArguments* tile)
    {
        int vectors = Layout.ProductColumns(panel);
        float* gates = Gates + Layout.PanelColumn(panel);
        tile->BStep = vectors * Layout.Lanes;
        tile->A = Input;
        tile->Depth = Layout.InputSize;
        tile->B = InputPanels + CellPacking.PanelStart(Layout, Layout.InputSize, panel);
        tile->C = gates;
        tile->Accumulate = false;
        Multiply(isPair, vectors, tile);
        if (Layout.RecurrentOffset > 0)
        {
            new Span<float>(gates + (Layout.PanelWidth - Layout.Lanes), Layout.Lanes).Clear();
        }

        tile->A = Layout.ReadsResetHidden(panel) ? ResetHidden : Hidden;
        tile->Depth = Layout.HiddenSize;
        tile->B = RecurrentPanels + CellPacking.PanelStart(Layout, Layout.HiddenSize, panel);
        tile->C = gates + (Layout.RecurrentOffset * Layout.Lanes);
        tile->Accumulate = true;
        Multiply(isPair, vectors, tile);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply(bool isPair, int vectors, TileArguments* tile)
    {
        if (isPair)
        {
            PanelProduct.RunPair(tile);
            return;
        }

        tile->Prefetch = tile->B;
        PanelProduct.Run(tile, 1, vectors);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Activate(int panel, ActivateArguments* activate)
    {
        nint unit = Layout.FirstUnit(panel, 0);
        activate->Vectors = Layout.IsInterleaved ? 1 : Layout.ProductColumns(panel);
        activate->Units = Layout.HiddenSize - (int)unit;
        activate->Gate = Layout.GateOf(panel);
        activate->Products = Gates + Layout.PanelColumn(panel);

        // A candidate reads the update gate from the panels before its own, where it replaced its product.
        activate->UpdateGates = Layout.ReadsResetHidden(panel) ? activate->Products - Layout.PaddedHiddenSize : activate->Products;
        activate->Bias = Bias + (panel * Layout.PanelWidth);
        activate->PreviousHidden = Hidden + unit;
        activate->Hidden = NewHidden + unit;
        activate->PreviousCell = Cell + unit;
        activate->Cell = Cell + unit;
        activate->ResetHidden = ResetHidden + unit;
        GateKernels.Activate(Layout.Cell)(activate);
    }
}
