using Recurrent.Tensors;

namespace Recurrent.Layers.Sequence;

/// <summary>What one layer in one direction gives.</summary>
/// <param name="Outputs"><c>[T, B, H]</c>, 0 at padded steps.</param>
/// <param name="Final">After each row's last valid step, one tensor <c>[B, H]</c> per component.</param>
internal readonly record struct UnitOutput(Tensor Outputs, Tensor[] Final);
