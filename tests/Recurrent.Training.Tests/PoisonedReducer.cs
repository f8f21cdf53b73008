using Recurrent.Tensors;
using Recurrent.Training.Gradients;

namespace Recurrent.Training.Tests;

/// <summary>Joins gradients and breaks one of them.</summary>
internal sealed class PoisonedReducer : IGradientReducer
{
    public double Reduce(ReadOnlySpan<Parameter> parameters, double weight, double weightedLoss)
    {
        double loss = new LocalReducer().Reduce(parameters, weight, weightedLoss);
        parameters[0].MutableGradient[0] = float.PositiveInfinity;
        return loss;
    }
}
