using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>What one part computes in every step: some rows of some panels.</summary>
/// <param name="Rows">Sorted positions.</param>
/// <param name="Panels">Panels of the cell's layout.</param>
internal readonly record struct PassShare(ItemRange Rows, ItemRange Panels);
