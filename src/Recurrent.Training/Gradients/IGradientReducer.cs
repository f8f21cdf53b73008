using Recurrent.Tensors;

namespace Recurrent.Training.Gradients;

/// <summary>Turns the gradient sums of all that train together into one weighted mean, the same on every side.</summary>
public interface IGradientReducer
{
    /// <summary>Replaces Σ wᵢ gᵢ, summed over this side's batches, by Σ wᵢ gᵢ / Σ wᵢ over the batches of all sides.</summary>
    /// <param name="parameters">Parameters whose gradients hold this side's sum; the same order on every side.</param>
    /// <param name="weight">Σ wᵢ of this side, such as its number of rows or tokens; at least 0.</param>
    /// <param name="weightedLoss">Σ wᵢ lossᵢ of this side.</param>
    /// <returns>The mean loss over all sides: every side sees the same number, so all skip or none does.</returns>
    double Reduce(ReadOnlySpan<Parameter> parameters, double weight, double weightedLoss);
}
