namespace Recurrent.Tensors.Ops.Losses;

/// <summary>Σ w ℓ and Σ w.</summary>
internal readonly record struct LossSum(double Loss, double Weight);
