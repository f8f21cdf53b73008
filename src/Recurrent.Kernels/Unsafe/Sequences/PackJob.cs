using System.Runtime.CompilerServices;
using Recurrent.Kernels.Sequences;
using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>Packs all weights of a cell into the order of <see cref="CellLayout.PackedLength"/>; each part takes some panels.</summary>
internal unsafe struct PackJob : IParallelJob
{
    public CellLayout Layout;
    public float* InputWeights;
    public float* RecurrentWeights;

    /// <summary>[gates · H] or null.</summary>
    public float* InputBias;

    /// <summary>[gates · H] or null.</summary>
    public float* RecurrentBias;
    public float* Destination;

    /// <inheritdoc/>
    public static bool PartsAreIndependent => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Execute(int part, int parts, TeamBarrier barrier)
    {
        float* recurrent = Destination + Layout.PackedRecurrentStart, bias = Destination + Layout.PackedBiasStart;
        ItemRange panels = RangeSplitter.Split(Layout.Panels, 1, part, parts);
        for (int panel = panels.Start; panel < panels.End; panel++)
        {
            nint inputStart = CellPacking.PanelStart(Layout, Layout.InputSize, panel), recurrentStart = CellPacking.PanelStart(Layout, Layout.HiddenSize, panel);
            CellPacking.PackPanel(InputWeights, Layout, Layout.InputSize, panel, isRecurrent: false, Destination + inputStart);
            CellPacking.PackPanel(RecurrentWeights, Layout, Layout.HiddenSize, panel, isRecurrent: true, recurrent + recurrentStart);
            CellPacking.PackBias(InputBias, RecurrentBias, Layout, panel, bias + (panel * Layout.PanelWidth));
        }
    }
}
