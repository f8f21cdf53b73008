namespace Recurrent.Tensors.Ops.Recurrences.Scans;

/// <summary>What a step of a scan reads.</summary>
/// <param name="Input">W, <c>[G·H, I]</c>.</param>
/// <param name="Bias">b, <c>[G·H]</c>.</param>
/// <param name="Own">The cell's own weights, <c>[W, H]</c>; null where it has none.</param>
internal readonly record struct ScanWeights(Tensor Input, Tensor Bias, Tensor? Own = null);
