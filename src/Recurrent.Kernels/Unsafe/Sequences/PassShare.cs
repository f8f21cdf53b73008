using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>What one part computes in every step: some rows of some panels.</summary>
/// <param name="Rows">Sorted positions.</param>
/// <param name="Panels">Panels of the cell's layout.</param>
internal readonly record struct PassShare(ItemRange Rows, ItemRange Panels)
{
    /// <summary>Rows that go through a panel together: what the product with it left stays in the first-level cache until the gate equations.</summary>
    public const int RowBlock = 48;
}
