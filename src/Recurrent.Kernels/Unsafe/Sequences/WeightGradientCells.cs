using Recurrent.Kernels.Unsafe.Gemm;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>Cells that lie side by side in every array that a weight gradient sums over.</summary>
internal unsafe struct WeightGradientCells
{
    /// <summary>xᵀ · ∂products of these cells.</summary>
    public GemmJob Input;

    /// <summary>hᵀ · ∂products of these cells with h of the step before; its A is null where no state came before.</summary>
    public GemmJob Hidden;

    /// <summary>Number of cells.</summary>
    public readonly int Count => Input.K;

    public readonly bool HasHidden => Hidden.A.Data != null && Count > 0;
}
