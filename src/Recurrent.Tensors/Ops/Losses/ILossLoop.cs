namespace Recurrent.Tensors.Ops.Losses;

/// <summary>A loop over a range of targets that sums a loss and stores its derivatives.</summary>
internal interface ILossLoop
{
    /// <summary>Does one range in an order that depends on its length alone.</summary>
    /// <param name="spans">All memory of the loss.</param>
    /// <param name="start">The first target.</param>
    /// <param name="length">Number of targets.</param>
    /// <returns>The range's sums.</returns>
    static abstract LossSum Run(in LossSpans spans, int start, int length);
}
