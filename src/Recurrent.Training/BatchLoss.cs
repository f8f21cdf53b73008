using Recurrent.Tensors;

namespace Recurrent.Training;

/// <summary>The loss of one batch and how much it counts.</summary>
/// <param name="Loss">Mean loss of the batch, one element, on the tape given.</param>
/// <param name="Weight">
/// What the mean was taken over, such as rows, tokens or valid steps; above 0. A smaller last batch then counts for less, in the epoch's
/// loss and among accumulated batches.
/// </param>
public readonly record struct BatchLoss(Tensor Loss, double Weight = 1);
