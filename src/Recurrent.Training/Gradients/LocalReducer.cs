using Recurrent.Tensors;

namespace Recurrent.Training.Gradients;

/// <summary>One process trains alone: the mean over its own batches.</summary>
public sealed class LocalReducer : IGradientReducer
{
    /// <inheritdoc/>
    public double Reduce(ReadOnlySpan<Parameter> parameters, double weight, double weightedLoss)
    {
        // A step of one batch is back-propagated with weight 1, so its gradient needs no division and keeps its bits.
        if (weight != 1)
        {
            foreach (Parameter parameter in parameters)
            {
                SpanScale.By(parameter.MutableGradient, (float)(1 / weight));
            }
        }

        return weightedLoss / weight;
    }
}
