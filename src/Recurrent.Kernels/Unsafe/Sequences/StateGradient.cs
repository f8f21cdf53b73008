using System.Runtime.CompilerServices;
using Recurrent.Kernels.Sequences;
using Recurrent.Kernels.Threading;
using Recurrent.Kernels.Unsafe.Gemm;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>The gradient of the states of the step at hand, which every step of a backward pass replaces by the earlier step's.</summary>
/// <remarks>A part's rows lie side by side, panel by panel: between another part's rows, fetching ahead would take lines that the other part writes.</remarks>
internal readonly unsafe struct StateGradient(float* values, CellLayout layout)
{
    private readonly CellLayout _layout = layout;

    public readonly float* Values = values;

    /// <summary>Panels of units, as wide as a register tile.</summary>
    public static int CountPanels(CellLayout layout) => (layout.UnitVectors + TileKernels.PanelVectors - 1) / TileKernels.PanelVectors;

    /// <summary>Floats of the gradient of a batch.</summary>
    public static int Length(CellLayout layout, int batch) => BackwardJob.Line(checked(batch * CountPanels(layout) * TileKernels.PanelWidth));

    /// <summary>The rows of a part, counted as sorted positions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PanelBlock Of(ItemRange rows)
    {
        nint length = CountPanels(_layout) * TileKernels.PanelWidth;
        return new PanelBlock(Values + (rows.Start * length), rows.Length, -rows.Start);
    }

    /// <summary>Every row starts from the gradient of its final state, which stands there when its last step comes.</summary>
    /// <param name="plan">The batch.</param>
    /// <param name="own">Sorted positions to fill.</param>
    /// <param name="rows">The rows of the part that will use them.</param>
    /// <param name="final">[B, H], or null for zeros.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Start(SequencePlan plan, ItemRange own, ItemRange rows, float* final)
    {
        for (int position = own.Start; position < own.End; position++)
        {
            float* source = final == null ? null : final + ((nint)plan.Row(position) * _layout.HiddenSize);
            SequenceRows.ToPanels(source, Of(rows), TileKernels.PanelWidth, position, _layout.HiddenSize);
        }
    }

    /// <summary>Moves one panel to the order of the batch.</summary>
    /// <param name="plan">The batch.</param>
    /// <param name="rows">The rows of the part.</param>
    /// <param name="panel">The panel.</param>
    /// <param name="target">[B, H], or null when nobody asks.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Scatter(SequencePlan plan, ItemRange rows, int panel, float* target)
    {
        nint unit = panel * TileKernels.PanelWidth, units = Math.Min(TileKernels.PanelWidth, _layout.HiddenSize - unit);
        for (int position = rows.Start; target != null && position < rows.End; position++)
        {
            SequenceRows.Copy(Of(rows).At(unit, TileKernels.PanelWidth, position), target + ((nint)plan.Row(position) * _layout.HiddenSize) + unit, units);
        }
    }
}
