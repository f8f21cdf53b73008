using System.Collections.Immutable;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Training.Gradients;

namespace Recurrent.Training;

/// <summary>Forward and backward over the batches of one update: leaves their mean gradient in the parameters.</summary>
internal sealed class GradientStep(Tape tape, ImmutableArray<Parameter> parameters, IGradientReducer reducer, int batchesPerStep)
{
    // One batch of one process needs no weighting: its gradient is not scaled up and down again.
    private readonly bool _isWeighted = batchesPerStep > 1 || reducer is not LocalReducer;

    /// <summary>Computes the gradient of the batches from <paramref name="firstBatch"/> up to <paramref name="end"/>.</summary>
    public GradientOutcome Compute(ITrainingJob job, int firstBatch, int end)
    {
        foreach (Parameter parameter in parameters)
        {
            parameter.ZeroGradient();
        }

        double weights = 0, weightedLoss = 0;
        for (int batch = firstBatch; batch < end; batch++)
        {
            (Tensor loss, double weight) = job.Loss(tape, batch);
            if (!(weight > 0) || !double.IsFinite(weight))
                throw new InvalidOperationException($"Batch {batch} has weight {weight}; expected the number of rows, tokens or steps its mean was taken over.");
            float value = loss.ToScalar();
            weights += weight;
            weightedLoss += weight * value;
            if (float.IsFinite(value))
            {
                tape.Backward(loss, [_isWeighted ? (float)weight : 1]);
            }

            tape.Reset();
        }

        // Every process reduces, also after a loss that is not finite: the others wait for it, and all see the same mean.
        double mean = reducer.Reduce(parameters.AsSpan(), _isWeighted ? weights : 1, _isWeighted ? weightedLoss : weightedLoss / weights);
        return new GradientOutcome(mean, weights, GradientNorm.Of(parameters.AsSpan(), tape.Threads));
    }
}
