namespace Recurrent.Tensors.Ops.Losses;

/// <summary>
/// Tensors of a pointwise loss. Inputs have the first one's shape. Targets and weights have it too, or lack its last axis and serve all of it.
/// </summary>
internal readonly record struct LossArguments(string Operation, Tensor First, Tensor Targets, Tensor? Weights)
{
    /// <summary>Another input of the first one's shape, or a constant over the last axis.</summary>
    public Tensor? Second { get; init; }

    /// <summary>A third input of the first one's shape.</summary>
    public Tensor? Third { get; init; }

    /// <summary>How many elements in a row share one target.</summary>
    public int Repeat { get; init; } = 1;
}
