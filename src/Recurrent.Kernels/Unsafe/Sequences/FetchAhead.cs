using System.Runtime.CompilerServices;
using Recurrent.Kernels.Sequences;
using Recurrent.Kernels.Unsafe.Gemm;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>What the backward equations of a panel bring closer while they run.</summary>
internal static unsafe class FetchAhead
{
    /// <summary>Points to the same values of the step before, or to the next panel's where so many weights pass by in between that nothing else stays in the cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Point(in BackwardJob job, in BackwardStep rows, ref DifferentiateArguments arguments)
    {
        CellLayout layout = job.Layout;
        if (layout.PackedRecurrentLength >= SequenceSplit.LargeWeights)
        {
            nint width = TileKernels.PanelWidth;
            arguments.AheadHidden = width;
            arguments.AheadGates = width * rows.Gates.Rows * (layout.IsInterleaved ? CellLayout.PanelColumns : 1);
            arguments.AheadCell = width * rows.TanhCell.Rows;
            arguments.AheadGradient = width;
            return;
        }

        int step = rows.Step;
        nint earlier = step > 0 ? job.Plan.Offset(step - 1) - job.Plan.Offset(step) : 0;
        arguments.AheadHidden = earlier * layout.HiddenSize;
        arguments.AheadGates = (nint)(rows.EarlierGates.First - rows.Gates.First);
        arguments.AheadCell = step > 0 ? (nint)(rows.PreviousCell.First - rows.TanhCell.First) - (job.Memory.Cell - job.Memory.TanhCell) : 0;
        arguments.AheadGradient = earlier * layout.GateGradientPitch;
    }
}
