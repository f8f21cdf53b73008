namespace Recurrent.Tensors.Ops;

/// <summary>What was looked at before, and how much that counts in additive scores.</summary>
/// <param name="Looks">c, how much every key was looked at before each query, <c>[B, M, S]</c>.</param>
/// <param name="Weight">w, <c>[A]</c>.</param>
public sealed record AdditiveCoverage(Tensor Looks, Tensor Weight);
