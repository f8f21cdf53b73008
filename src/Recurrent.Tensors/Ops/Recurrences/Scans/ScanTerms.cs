namespace Recurrent.Tensors.Ops.Recurrences.Scans;

/// <summary>What a scan reads beside the gates; the same at every step.</summary>
/// <param name="Weights">The cell's own weights, <c>[W, H]</c>; null where it has none.</param>
/// <param name="Bias">Added to the gates, <c>[G·H]</c>; null for none. Added here, its sums cost no pass over all gates.</param>
/// <param name="Product">W, <c>[G·H, I]</c>, by which the gates are the product of the input; null where they are given.</param>
internal readonly record struct ScanTerms(Tensor? Weights, Tensor? Bias = null, Tensor? Product = null)
{
    public bool RequireGradient => Weights?.RequiresGradient == true || Bias?.RequiresGradient == true || Product?.RequiresGradient == true;
}
