using MathNet.Numerics.Distributions;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.TimeSeries.Forecasting.Paths.Likelihoods;

/// <summary>Normal: μ = o₁, σ = softplus(o₂).</summary>
internal sealed class NormalLikelihood : Likelihood
{
    /// <inheritdoc/>
    public override int Outputs => 2;

    /// <inheritdoc/>
    public override float[] FirstOutputs(ReadOnlySpan<float> errors) => [0, Inverse(Spread(errors))];

    /// <inheritdoc/>
    public override Tensor Loss(Tape tape, Tensor outputs, StepTargets truth)
    {
        var logVariance = tape.Scale(tape.Log(Positive(tape, Output(tape, outputs, 1), SmallestSpread)), 2);
        return tape.GaussianNegativeLogLikelihood(Output(tape, outputs, 0), logVariance, truth.Targets, truth.Weights);
    }

    /// <inheritdoc/>
    public override double Draw(ReadOnlySpan<float> outputs, double unit, System.Random random) =>
        Normal.Sample(random, outputs[0], Positive(outputs[1], SmallestSpread));
}
